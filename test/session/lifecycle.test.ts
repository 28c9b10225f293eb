import { describe, expect, test } from 'vitest';
import { Editor } from '../support/editor.ts';
import { writeNotebook } from '../support/notation.ts';
import { RawClient } from '../support/rawClient.ts';

const uri = 'file:///home/ada/analysis.ipynb';
const { text } = writeNotebook('--- markdown\n# Title\n');

/** The code of the error that answers a request. */
async function errorOf(answer: Promise<unknown>): Promise<number> {
  return answer.then(
    (result) => {
      throw new Error(`answered with ${JSON.stringify(result)}`);
    },
    ({ code }: { code: number }) => code,
  );
}

describe('The life of a session', () => {
  test('Should answer requests before initialize with ServerNotInitialized, and take no notifications', async () => {
    const editor = Editor.connect();
    await editor.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'json', version: 1, text } });
    expect(await errorOf(editor.request('textDocument/hover', {}))).toBe(-32002);
    expect(await errorOf(editor.request('no/such', {}))).toBe(-32002);
    expect(await errorOf(editor.request('shutdown', undefined))).toBe(-32002);
    await editor.initialize();
    expect(await editor.request('textDocument/codeLens', { textDocument: { uri } })).toBeNull();
  });

  test('Should answer initialize before it is loaded, and take what comes meanwhile in its order', async () => {
    let load = () => {};
    const loaded = new Promise<void>((resolve) => {
      load = resolve;
    });
    const editor = Editor.connect(() => loaded);
    await editor.initialize();
    const lensesOf = () => editor.request('textDocument/codeLens', { textDocument: { uri } });
    const tooEarly = lensesOf();
    await editor.openText(uri, text);
    const inTime = lensesOf();
    await editor.closeText(uri);
    const tooLate = lensesOf();
    // It has come to this one, and so to those before it.
    expect(await errorOf(editor.request('initialize', { processId: null, rootUri: null, capabilities: {} }))).toBe(
      -32600,
    );
    load();
    expect(await Promise.all([tooEarly, inTime, tooLate])).toEqual([null, expect.any(Array), null]);
  });

  test('Should answer what was asked before it is loaded where it is shut down meanwhile', async () => {
    let load = () => {};
    const loaded = new Promise<void>((resolve) => {
      load = resolve;
    });
    const editor = Editor.connect(() => loaded);
    await editor.initialize();
    const lenses = errorOf(editor.request('textDocument/codeLens', { textDocument: { uri } }));
    await editor.request('shutdown', undefined);
    load();
    expect(await lenses).toBe(-32800);
  });

  test('Should end and say why where it cannot be loaded', async () => {
    const client = new RawClient(() => Promise.reject(new Error('a file is missing')));
    const params = { processId: null, rootUri: null, capabilities: {} };
    client.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
    expect(await client.exited).toBe(1);
    expect(client.complaints.join()).toContain('a file is missing');
  });

  test('Should refuse a second initialize and go on with the first', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    expect(await errorOf(editor.request('initialize', { processId: null, rootUri: null, capabilities: {} }))).toBe(
      -32600,
    );
    expect(await editor.diagnostics(uri)).toHaveLength(1);
  });

  test('Should answer every request after shutdown with InvalidRequest, and publish nothing more', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    await editor.request('shutdown', undefined);
    const before = editor.messages.length;
    await editor.notify('textDocument/didChange', {
      textDocument: { uri, version: 1 },
      contentChanges: [{ text: '{}' }],
    });
    for (const method of ['textDocument/hover', 'initialize', 'shutdown', 'no/such']) {
      expect([method, await errorOf(editor.request(method, {}))]).toEqual([method, -32600]);
    }
    expect(editor.messages).toHaveLength(before);
    await editor.notify('exit', undefined);
    expect(await editor.exited).toBe(0);
  });

  test('Should exit with 0 after a shutdown, and with 1 without', async () => {
    const orderly = await Editor.start();
    expect(await orderly.stop()).toBe(0);
    const hasty = await Editor.start();
    await hasty.notify('exit', undefined);
    expect(await hasty.exited).toBe(1);
    const unused = Editor.connect();
    await unused.notify('exit', undefined);
    expect(await unused.exited).toBe(1);
  });
});

describe('Messages that the server does not know', () => {
  test('Should be answered with MethodNotFound where they are requests', async () => {
    const editor = await Editor.start();
    for (const method of ['no/such', '$/no/such', 'constructor', 'toString', '__proto__', 'textDocument/didOpen']) {
      expect([method, await errorOf(editor.request(method, {}))]).toEqual([method, -32601]);
    }
  });

  test('Should be passed over where they are notifications', async () => {
    const editor = await Editor.start();
    for (const method of [
      '$/setTrace',
      '$/no/such',
      'no/such',
      'constructor',
      'textDocument/hover',
      'workspace/didX',
    ]) {
      await editor.notify(method, {});
    }
    await editor.openText(uri, text);
    expect(await editor.diagnostics(uri)).toHaveLength(1);
    expect(editor.received('window/logMessage')).toEqual([]);
  });
});

describe('Params of the wrong form', () => {
  test('Should be answered with InvalidParams and what is wrong, and the next request as ever', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    const wrong = editor.request('textDocument/hover', { textDocument: { uri }, position: { line: 'x' } });
    await expect(wrong).rejects.toMatchObject({
      code: -32602,
      message: '`textDocument/hover`: params.position.line has to be a number.',
    });
    expect(await editor.request('nbproject/header', { uri })).toMatchObject({ title: 'Title' });
    expect(editor.received('window/logMessage')).toEqual([]);
  });

  test('Should be said in the log where it was a notification, which changes nothing', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    await editor.notify('textDocument/didChange', {
      textDocument: { uri, version: 1 },
      contentChanges: [{ range: {} }],
    });
    await editor.notify('textDocument/didOpen', {});
    expect(await editor.request('nbproject/header', { uri })).toMatchObject({ title: 'Title' });
    expect(editor.received('window/logMessage')).toEqual([
      { type: 1, message: expect.stringContaining('textDocument/didChange') },
      { type: 1, message: expect.stringContaining('textDocument/didOpen') },
    ]);
  });
});

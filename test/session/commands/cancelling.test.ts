import { readFileSync, watch } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { Editor, usualCapabilities } from '../../support/editor.ts';
import { folderWith } from '../../support/folder.ts';
import { writeNotebook } from '../../support/notation.ts';

const uri = 'file:///home/ada/first_look.ipynb';
const { text } = writeNotebook('--- markdown\n# First look\n--- code [1]\nx = 1\n');
const cancelled = { code: -32800 };

/** A request, and what cancels it. */
function begin<Result>(editor: Editor, method: string, params: object) {
  const source = new CancellationTokenSource();
  const answer = editor.connection.sendRequest<Result>(method, params, source.token);
  // Looked at later.
  answer.catch(() => {});
  return { answer, cancel: () => source.cancel() };
}

/** Something that happens when it is told to. */
function gate<Value>() {
  let open: (value: Value) => void = () => {};
  const opened = new Promise<Value>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

const recordIn = (editor: Editor) => JSON.parse(editor.text(uri)).metadata.nbproject;

describe('A publish that is cancelled', () => {
  test('Should write nothing while its user is asked, and take the question back', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    const dialogue = gate<string | null>();
    editor.answers.push(() => dialogue.opened);
    const { answer, cancel } = begin(editor, 'nbproject/publish', { uri });
    await editor.until(() => editor.received('window/showMessageRequest').length === 1);
    cancel();
    await expect(answer).rejects.toMatchObject(cancelled);
    const question = editor.traffic.received.find(
      (one) => 'method' in one && one.method === 'window/showMessageRequest',
    );
    expect(editor.traffic.received).toContainEqual({
      jsonrpc: '2.0',
      method: '$/cancelRequest',
      params: { id: (question as { id?: number }).id },
    });
    dialogue.open('1 (next)');
    await editor.settle();
    expect(editor.text(uri)).toBe(text);
    expect(editor.received('workspace/applyEdit')).toEqual([]);
  });

  test('Should say that it was published where the editor was making the edit', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    const edit = gate<void>();
    editor.editAnswers.push(async () => {
      await edit.opened;
      const [params] = editor.received<{ edit: never }>('workspace/applyEdit');
      return { applied: await editor.apply(params?.edit as never) };
    });
    const { answer, cancel } = begin(editor, 'nbproject/publish', { uri, version: '3' });
    await editor.until(() => editor.received('workspace/applyEdit').length === 1);
    cancel();
    edit.open();
    expect(await answer).toEqual({ status: 'published', version: '3' });
    expect(recordIn(editor)).toMatchObject({ version: '3' });
  });

  test('Should leave the notebook as it was or published, and say which, whenever that is', async () => {
    const outcomes = new Set<string>();
    for (let turns = 0; turns < 60; turns = Math.ceil(turns * 1.2) + 1) {
      const editor = await Editor.start();
      await editor.openText(uri, text);
      const { answer, cancel } = begin<{ status: string }>(editor, 'nbproject/publish', { uri, version: '3' });
      for (let count = 0; count < turns; count++) await turn();
      cancel();
      const outcome = await answer.then(
        ({ status }) => status,
        ({ code }) => `${code}`,
      );
      outcomes.add(outcome);
      if (outcome === 'published') expect(recordIn(editor)).toMatchObject({ version: '3' });
      else expect([outcome, editor.text(uri)]).toEqual(['-32800', text]);
      await editor.finish();
    }
    expect(outcomes).toContain('-32800');
  });
});

describe('A command of a project that is cancelled', () => {
  test('Should leave each file as it was or as it was to be, and go on when it is called again', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `${index + 10}.ipynb`);
    const folder = folderWith(Object.fromEntries(names.map((name) => [name, text])));
    const folders = [{ uri: pathToFileURL(folder).href, name: 'project' }];
    const editor = await Editor.start(usualCapabilities, { workspaceFolders: folders });
    const begun = new Promise<void>((resolve) => {
      const watcher = watch(folder, () => {
        watcher.close();
        resolve();
      });
    });
    const { answer, cancel } = begin(editor, 'workspace/executeCommand', { command: 'nbproject.initProject' });
    await begun;
    cancel();
    await expect(answer).rejects.toMatchObject(cancelled);
    const records = () =>
      names.map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')).metadata.nbproject);
    const done = records().filter(Boolean).length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(60);
    await editor.execute('nbproject.initProject');
    expect(records().filter(Boolean)).toHaveLength(60);
  });
});

test('What only asks should be answered at once, whatever it waits for', async () => {
  const editor = await Editor.start();
  await editor.openText(uri, text);
  const many = ['documentSymbol', 'codeLens', 'foldingRange', 'documentLink'].map((name) => {
    const { answer, cancel } = begin(editor, `textDocument/${name}`, { textDocument: { uri } });
    cancel();
    return answer;
  });
  for (const answer of many) await expect(answer).rejects.toMatchObject(cancelled);
  expect(await editor.request('nbproject/header', { uri })).toMatchObject({ title: 'First look' });
});

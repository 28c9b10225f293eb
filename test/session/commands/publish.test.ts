import type { JsonObject, PublishParams, PublishResult } from 'nbproject-protocol';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ErrorCodes, ResponseError } from 'vscode-jsonrpc';
import type { ShowMessageRequestParams } from 'vscode-languageserver-protocol';
import { readNotebook, Text } from '../../../server/src/notebook/index.ts';
import { sourceHash, stateOf } from '../../../server/src/record/index.ts';
import { Editor, usualCapabilities } from '../../support/editor.ts';
import { jsonOf, notebookOf, writeNotebook } from '../../support/notation.ts';
import type { NotebookTab } from '../../support/notebookTab.ts';

const uri = 'file:///home/ada/first_look.ipynb';

const notation = `
--- markdown
# First look
--- code [1] stdout=hello
x = 1
`;
const published = `${notation}--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "2", "time_init": "2024-05-31T09:30:00+00:00",
  "source_sha256": "${sourceHash(notebookOf(notation))}", "ours": [1]}}
`;

/** One way in which an editor has a notebook open. */
interface Opened {
  readonly editor: Editor;
  readonly record: () => JsonObject | undefined;
  readonly type: (old: string, newText: string) => Promise<void>;
}

const views: [string, (written: string) => Promise<Opened>][] = [
  [
    'as text',
    async (written) => {
      const editor = await Editor.start();
      await editor.openText(uri, writeNotebook(written).text);
      return {
        editor,
        record: () => JSON.parse(editor.text(uri)).metadata.nbproject,
        type: (old, newText) => editor.type(uri, old, newText),
      };
    },
  ],
  [
    'as cells',
    async (written) => {
      const editor = await Editor.start();
      const tab = await editor.openNotebook(uri, jsonOf(written));
      return { editor, record: () => recordIn(tab), type: (old, newText) => tab.type(1, old, newText) };
    },
  ],
];

function recordIn({ metadata }: NotebookTab): JsonObject | undefined {
  return (metadata?.metadata as { nbproject?: JsonObject } | undefined)?.nbproject;
}

function publish(editor: Editor, wish: Omit<PublishParams, 'uri'> = {}): Promise<PublishResult> {
  return editor.request<PublishResult>('nbproject/publish', { uri, ...wish });
}

function questions(editor: Editor): [message: string, titles: string[]][] {
  return editor
    .received<ShowMessageRequestParams>('window/showMessageRequest')
    .map(({ message, actions = [] }) => [message, actions.map(({ title }) => title)]);
}

describe.each(views)('A publish of a notebook open %s', (_, open) => {
  test('Should write a record where there is none, under the version that is chosen', async () => {
    const { editor, record } = await open(notation);
    editor.answers.push('1 (next)');
    expect(await publish(editor)).toEqual({ status: 'published', version: '1' });
    expect(questions(editor)).toEqual([
      ['Publish first_look as which version?', ['1 (next)', '1.0.1 (patch)', '1.1.0 (minor)', '2.0.0 (major)']],
    ]);
    expect(record()).toMatchObject({
      id: expect.stringMatching(/^[0-9A-Za-z]{12}$/),
      version: '1',
      pypackage: {},
      time_published: expect.stringMatching(/^\d{4}-.*\+00:00$/),
      source_sha256: sourceHash(notebookOf(notation)),
    });
    expect(await editor.request('nbproject/header', { uri })).toMatchObject({ state: 'published' });
  });

  test('Should publish what the editor shows, saved or not, and keep fields that nobody here knows', async () => {
    const { editor, record, type } = await open(published);
    await type('x = 1', 'x = 2');
    expect(await editor.request('nbproject/header', { uri })).toMatchObject({ state: 'modified' });
    editor.answers.push('3');
    expect(await publish(editor)).toEqual({ status: 'published', version: '3' });
    expect(record()).toMatchObject({
      version: '3',
      ours: [1],
      source_sha256: sourceHash(notebookOf(notation.replace('x = 1', 'x = 2'))),
    });
    expect(await editor.request('nbproject/header', { uri })).toMatchObject({ state: 'published' });
  });

  test('Should ask nothing that the request says', async () => {
    const { editor, record } = await open(published.replace('code [1]', 'code [4]'));
    expect(await publish(editor, { version: '7.0', proceed: true })).toEqual({ status: 'published', version: '7.0' });
    expect(record()).toMatchObject({ version: '7.0' });
    expect(await publish(editor, { bump: 'minor', proceed: true })).toEqual({ status: 'published', version: '7.1.0' });
    expect(await publish(editor, { version: '1', proceed: true })).toMatchObject({ reason: 'version' });
    expect(await publish(editor, { version: '1', proceed: true, force: true })).toMatchObject({ version: '1' });
    expect(questions(editor)).toEqual([]);
  });

  test('Should ask whether to proceed, and do nothing where the answer is no or none', async () => {
    const { editor, record } = await open(published.replace('code [1]', 'code [4]'));
    editor.answers.push('Cancel', null);
    expect(await publish(editor, { bump: 'next' })).toMatchObject({ status: 'refused', reason: 'aborted' });
    expect(await publish(editor, { bump: 'next' })).toMatchObject({ status: 'refused', reason: 'aborted' });
    expect(record()).not.toHaveProperty('time_published');
    editor.answers.push('Publish anyway');
    expect(await publish(editor, { bump: 'next' })).toMatchObject({ status: 'published' });
    expect(await publish(editor, { proceed: false })).toMatchObject({ reason: 'not-consecutive' });
    expect(questions(editor)).toHaveLength(3);
  });

  test('Should be refused without a title', async () => {
    const { editor, record } = await open(notation.replace('# First', 'First'));
    expect(await publish(editor, { version: '9', proceed: true })).toMatchObject({
      status: 'refused',
      reason: 'no-title',
    });
    expect(record()).toBeUndefined();
  });

  test('Should write nothing where the notebook changes while its user thinks', async () => {
    const { editor, record, type } = await open(published);
    editor.answers.push(async () => {
      await type('x = 1', 'x = 2');
      return '2';
    });
    expect(await publish(editor)).toMatchObject({ status: 'refused', reason: 'stale' });
    expect(record()).not.toHaveProperty('time_published');
  });

  test('Should write nothing where the editor refuses, and say whether the notebook had changed', async () => {
    const { editor, record, type } = await open(published);
    editor.editAnswers.push(() => ({ applied: false, failureReason: 'no wish' }));
    expect(await publish(editor, { bump: 'next' })).toMatchObject({
      reason: 'not-applied',
      message: 'The editor did not make the change: no wish',
    });
    editor.editAnswers.push(async () => {
      await type('x = 1', 'x = 2');
      return { applied: false, failureReason: 'stale' };
    });
    expect(await publish(editor, { bump: 'next' })).toMatchObject({ reason: 'stale' });
    expect(record()).not.toHaveProperty('time_published');
  });
});

describe('A publish', () => {
  test('Should write nothing where the notebook changes meanwhile in an editor that checks no versions', async () => {
    const workspace = { applyEdit: true };
    const editor = await Editor.start({ ...usualCapabilities, workspace });
    await editor.openText(uri, writeNotebook(published).text);
    editor.answers.push(async () => {
      await editor.type(uri, 'x = 1', 'x = 2');
      return '2';
    });
    expect(await publish(editor)).toMatchObject({ status: 'refused', reason: 'stale' });
    expect(editor.received('workspace/applyEdit')).toEqual([]);
  });

  test('Should be one edit, so that one undo takes it back, and change nothing but the record', async () => {
    const editor = await Editor.start();
    const { text } = writeNotebook(notation);
    await editor.openText(uri, text);
    await publish(editor, { version: '5' });
    expect(editor.received('workspace/applyEdit')).toMatchObject([{ label: 'Publish as version 5' }]);
    const after = JSON.parse(editor.text(uri));
    delete after.metadata.nbproject;
    expect(after).toEqual(JSON.parse(text));
    expect(stateOf(readNotebook('x', Text.from(editor.text(uri))).notebook)).toBe('published');
  });

  test('Should bring the table of header() up to date where the notebook is open as text, in the same edit', async () => {
    const author = { handle: 'ada', name: 'Ada' };
    const editor = await Editor.start(usualCapabilities, { initializationOptions: { nbproject: { author } } });
    const cell = (label: string, value: string) =>
      `<tr><td style='text-align: left;'><b>${label}</b></td><td style='text-align: left;'>${value}</td></tr>`;
    const table = (version: string) =>
      `<table><tbody>${cell('id', "a1B2<span style='opacity:0.3'>c3D4e5F6</span>")}${cell('version', version)}${cell('time_init', '2024-05-31 09:30')}`;
    const output = {
      output_type: 'display_data',
      metadata: {},
      data: { 'text/html': [`${table('2')}</tbody></table>`] },
    };
    const header = `--- code [2] ${JSON.stringify({ outputs: [output] })}\nheader()\n`;
    const written = published.replace('--- metadata', `${header}--- metadata`);
    await editor.openText(uri, writeNotebook(written).text);
    await publish(editor, { version: '3' });
    const [{ data }] = JSON.parse(editor.text(uri)).cells[2].outputs;
    expect(data['text/html']).toEqual([
      `${table('3').replace('<tr>', `${cell('author', 'Ada (ada)')}<tr>`)}${cell('consecutive_cells', 'True')}</tbody></table>`,
    ]);
    expect(editor.received('workspace/applyEdit')).toHaveLength(1);

    const cells = await Editor.start();
    await cells.openNotebook(uri, jsonOf(written));
    expect(await publish(cells, { version: '3' })).toMatchObject({ status: 'published' });
  });

  test.each([
    ['5.1', { status: 'published', version: '5.1' }],
    [' 5.1 ', { status: 'published', version: '5.1' }],
    ['1', { status: 'refused', reason: 'version' }],
    ['', { status: 'refused', reason: 'version' }],
    [null, { status: 'refused', reason: 'aborted' }],
  ])('Should take another version from an editor that can ask for a text: %j', async (written, expected) => {
    const experimental = { nbproject: { askText: true } };
    const editor = await Editor.start({ ...usualCapabilities, experimental });
    editor.connection.onRequest('nbproject/askText', () => written);
    await editor.openText(uri, writeNotebook(published).text);
    editor.answers.push('Other…');
    expect(await publish(editor, { proceed: true })).toMatchObject(expected);
  });

  test('Should take the next version from an editor that has no dialogue, and proceed with no problem', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, writeNotebook(notation).text);
    editor.connection.onRequest('window/showMessageRequest', () => {
      throw new ResponseError(ErrorCodes.MethodNotFound, 'not here');
    });
    expect(await publish(editor)).toEqual({ status: 'published', version: '1' });
    await editor.type(uri, '"execution_count": 1', '"execution_count": 2');
    expect(await publish(editor)).toMatchObject({ status: 'refused', reason: 'not-consecutive' });
  });

  test('Should hold nothing up while its user does not answer, and give up after some minutes', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, writeNotebook(notation).text);
    await editor.diagnostics(uri);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    editor.answers.push(() => new Promise(() => {}));
    const waiting = publish(editor);
    await editor.until(() => questions(editor).length === 1);
    expect(await publish(editor, { version: '3' })).toEqual({ status: 'published', version: '3' });
    expect(await editor.request('nbproject/header', { uri })).toMatchObject({ state: 'published' });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await waiting).toMatchObject({ status: 'refused', reason: 'aborted' });
  });

  test('Should count as made by an editor that makes it and then replies that it did not', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, writeNotebook(notation).text);
    editor.editAnswers.push(async () => {
      await editor.apply(editor.received<{ edit: object }>('workspace/applyEdit')[0]!.edit);
      throw new Error('something after the edit went wrong');
    });
    expect(await publish(editor, { version: '3' })).toEqual({ status: 'published', version: '3' });
  });

  test('Should be refused where there is no notebook, or a wish is of the wrong kind', async () => {
    const editor = await Editor.start();
    const wrong: [object, number][] = [
      [{}, -32803],
      [{ version: 2 }, -32602],
      [{ bump: 'big' }, -32602],
      [{ proceed: 'yes' }, -32602],
      [{ force: 1 }, -32602],
    ];
    for (const [wish, code] of wrong) await expect(publish(editor, wish)).rejects.toMatchObject({ code });
    await editor.openText(uri, '{');
    expect(await publish(editor)).toMatchObject({ status: 'refused', reason: 'no-notebook' });
  });
});

describe('The command nbproject.publish', () => {
  const messages = (editor: Editor) => editor.received<{ type: number; message: string }>('window/showMessage');

  test('Should do what the request does, and tell how it went', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, writeNotebook(notation).text);
    expect(await editor.execute('nbproject.publish', { uri, version: '2' })).toEqual({
      status: 'published',
      version: '2',
    });
    expect(await editor.execute('nbproject.publish', { uri, version: '1' })).toMatchObject({ reason: 'version' });
    expect(messages(editor)).toEqual([
      { type: 3, message: 'Published as version 2.' },
      { type: 2, message: expect.stringContaining('lower') },
    ]);
  });

  test('Should offer a title where there is none, and wait for no answer', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, writeNotebook('--- code [1]\nx = 1').text);
    editor.answers.push('Insert title cell');
    expect(await editor.execute('nbproject.publish', { uri })).toMatchObject({ reason: 'no-title' });
    await editor.until(() => editor.text(uri).includes('# First look'));
    expect(questions(editor)).toEqual([[expect.stringContaining('no title'), ['Insert title cell']]]);
  });
});

describe('The command nbproject.recordPackages', () => {
  test('Should write down packages alone, with a record where there is none, and tell where they are known', async () => {
    const editor = await Editor.start({ ...usualCapabilities });
    await editor.openText(uri, writeNotebook('--- code [1]\nimport no_such_module_here').text);
    expect(await editor.execute('nbproject.recordPackages', { uri })).toBeNull();
    const { nbproject } = JSON.parse(editor.text(uri)).metadata;
    expect(nbproject).toMatchObject({ version: '1', pypackage: { no_such_module_here: '' } });
    expect(nbproject).not.toHaveProperty('time_published');
    const written = editor.text(uri);
    await editor.execute('nbproject.recordPackages', { uri });
    expect(editor.text(uri)).toBe(written);
    expect(editor.received('window/showMessage')).toMatchObject([{ type: 3 }]);
  });
});

import { describe, expect, test } from 'vitest';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { bareCapabilities, Editor, usualCapabilities } from '../support/editor.ts';
import { jsonOf, writeNotebook } from '../support/notation.ts';

const uri = 'file:///home/ada/analysis.ipynb';

/** Findings with related places, fixes of every form, a title to hover on. */
const notation = `
--- markdown id=a
# Title
--- markdown id=a
# Anöther 😀
--- code [3] id=b
x = 1
--- code [2] id=c
y = 2
`;

const clients: [string, ClientCapabilities][] = [
  ['one that says nothing of itself', bareCapabilities],
  ['one of the year 2016', { workspace: {}, textDocument: { synchronization: {} } }],
  ['one that takes edits, and no more', { workspace: { applyEdit: true } }],
  [
    'one that knows action literals, but does not resolve',
    {
      workspace: { applyEdit: true },
      textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
    },
  ],
  [
    'one that resolves, but keeps no data',
    {
      workspace: { applyEdit: true },
      textDocument: {
        codeAction: {
          codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
          resolveSupport: { properties: ['edit'] },
        },
      },
    },
  ],
  [
    'one of LSP 3.16, with one file and no folder',
    {
      workspace: { applyEdit: true, workspaceEdit: { documentChanges: true } },
      textDocument: {
        publishDiagnostics: { relatedInformation: true, versionSupport: true, codeDescriptionSupport: true },
        codeAction: {
          codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
          dataSupport: true,
          resolveSupport: { properties: ['edit'] },
        },
        hover: { contentFormat: ['plaintext'] },
        completion: { completionItem: { snippetSupport: false } },
      },
    },
  ],
  ['one that counts in UTF-8', { ...usualCapabilities, general: { positionEncodings: ['utf-8'] } }],
  ['one that counts in UTF-32', { ...usualCapabilities, general: { positionEncodings: ['utf-32', 'utf-8'] } }],
  [
    'one that can do everything',
    {
      ...usualCapabilities,
      workspace: { ...usualCapabilities.workspace, configuration: true, codeLens: { refreshSupport: true } },
    },
  ],
];

describe('A client', () => {
  // What each may be sent is checked by the editor, for every message.
  test.each(clients)('Should be sent only what it offered, and its findings mended: %s', async (_, capabilities) => {
    const editor = await Editor.start(capabilities);
    await editor.openText(uri, writeNotebook(notation).text);
    expect((await editor.diagnostics(uri)).map(({ code }) => code)).toEqual([
      'duplicate-cell-id',
      'multiple-titles',
      'out-of-order',
      'uninitialized',
    ]);
    const textDocument = { uri };
    for (const method of ['codeLens', 'documentSymbol', 'foldingRange']) {
      expect(await editor.request(`textDocument/${method}`, { textDocument })).not.toEqual([]);
    }
    const everything = editor.document(uri).rangeAt(0, editor.text(uri).length);
    await editor.request('textDocument/inlayHint', { textDocument, range: everything });
    for (const method of ['completion', 'definition', 'prepareTypeHierarchy'])
      await editor.request(`textDocument/${method}`, { textDocument, position: everything.start });
    const position = editor.document(uri).rangeOf('# Title').start;
    expect(await editor.request('textDocument/hover', { textDocument, position })).not.toBeNull();
    const actions = await editor.codeActions(uri);
    const demote = actions.find(({ title }) => title === 'Make it a level-2 heading');
    if (!capabilities.workspace?.applyEdit) expect(actions).toEqual([]);
    else {
      const { command } = demote as { command?: unknown };
      if (typeof command === 'string') await editor.request('workspace/executeCommand', demote);
      else await editor.choose(demote);
      expect((await editor.diagnostics(uri)).map(({ code }) => code)).not.toContain('multiple-titles');
    }
  });

  test.each(clients)('Should have its cells checked where it shows notebooks: %s', async (_, capabilities) => {
    const editor = await Editor.start({ ...capabilities, notebookDocument: { synchronization: {} } });
    const tab = await editor.openNotebook(uri, jsonOf(notation));
    expect((await editor.diagnostics(tab.uriOf(1))).map(({ code }) => code)).toEqual([
      'duplicate-cell-id',
      'multiple-titles',
    ]);
    await editor.codeActions(tab.uriOf(1));
  });

  test('Should have its settings taken from wherever it has them', async () => {
    const off = {
      severity: { 'out-of-order': 'off', 'multiple-titles': 'error', 'no-such': 'off', uninitialized: 'loud' },
    };
    const codes = async (editor: Editor) => {
      await editor.openText(uri, writeNotebook(notation).text);
      await editor.until(
        () => editor.published(uri)?.diagnostics.every(({ code }) => code !== 'out-of-order') === true,
      );
      return editor.published(uri)?.diagnostics.map(({ code, severity }) => [code, severity]);
    };
    const expected = [
      ['duplicate-cell-id', 1],
      ['multiple-titles', 1],
      ['uninitialized', 4],
    ];
    const byOptions = await Editor.start(usualCapabilities, { initializationOptions: off });
    expect(await codes(byOptions)).toEqual(expected);
    const warnings = byOptions.received<{ type: number; message: string }>('window/logMessage');
    expect(warnings).toHaveLength(2);
    for (const wrong of ['nbproject.severity.uninitialized', '`no-such`'])
      expect(warnings).toContainEqual({ type: 2, message: expect.stringContaining(wrong) });
    const byNotification = await Editor.start();
    await byNotification.notify('workspace/didChangeConfiguration', { settings: { nbproject: off } });
    expect(await codes(byNotification)).toEqual(expected);
    const asked = Editor.connect();
    asked.settings = off;
    await asked.initialize({
      ...usualCapabilities,
      workspace: { ...usualCapabilities.workspace, configuration: true },
    });
    expect(await codes(asked)).toEqual(expected);
    expect(asked.received('workspace/configuration')).toEqual([{ items: [{ section: 'nbproject' }] }]);
    const saidAtStart = Editor.connect();
    saidAtStart.settings = null;
    await saidAtStart.initialize(
      { ...usualCapabilities, workspace: { ...usualCapabilities.workspace, configuration: true } },
      { initializationOptions: off },
    );
    await saidAtStart.notify('workspace/didChangeConfiguration', { settings: {} });
    expect(await codes(saidAtStart)).toEqual(expected);
  });

  test.each([null, [], 'text', { severity: null, select: 'x', ignore: [3], author: [] }])(
    'Should have defaults where its settings make no sense: %j',
    async (settings) => {
      const editor = Editor.connect();
      editor.settings = settings;
      await editor.initialize({
        ...usualCapabilities,
        workspace: { ...usualCapabilities.workspace, configuration: true },
      });
      await editor.openText(uri, writeNotebook(notation).text);
      expect(await editor.diagnostics(uri)).toHaveLength(4);
    },
  );
});

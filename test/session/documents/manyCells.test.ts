import { expect, test } from 'vitest';
import type { NotebookCell } from 'vscode-languageserver-protocol';
import { Editor } from '../../support/editor.ts';
import { jsonOf } from '../../support/notation.ts';
import { expectFindings, record } from './cells.ts';

const uri = 'file:///home/ada/many.ipynb';
const tooMany = 'The notebook has more than 200,000 cells: it is not read. Split it.';
const others = Array<NotebookCell>(199_999).fill({ kind: 1, document: `${uri}#other` });

test('Should be one finding where more cells are added than are read, until they are fewer', async () => {
  const editor = await Editor.start();
  const tab = await editor.openNotebook(uri, jsonOf(`--- code [1]\n1 +\n--- code [2]\n2 +\n${record}\n`));
  const change = (array: { start: number; deleteCount: number; cells?: readonly NotebookCell[] }) =>
    editor.notify('notebookDocument/didChange', {
      notebookDocument: { uri, version: ++tab.version },
      change: { cells: { structure: { array } } },
    });
  const few = [['missing-title', 'syntax-error'], ['syntax-error']];
  await expectFindings(editor, tab, few);

  await change({ start: 2, deleteCount: 0, cells: others });
  await expectFindings(editor, tab, [['invalid-json'], []]);
  expect(editor.published(tab.uriOf(0))?.diagnostics[0]?.message).toBe(tooMany);

  await change({ start: 2, deleteCount: others.length });
  await expectFindings(editor, tab, few);
});

test('Should be one finding where more cells are opened than are read, and nothing be written of them', async () => {
  const editor = await Editor.start();
  const first: NotebookCell = { kind: 2, document: `${uri}#first` };
  await editor.notify('notebookDocument/didOpen', {
    notebookDocument: { uri, notebookType: 'jupyter-notebook', version: 0, cells: [first, ...others, first] },
    cellTextDocuments: [{ uri: first.document, languageId: 'python', version: 0, text: '1 +' }],
  });
  await editor.until(() => editor.published(first.document) !== undefined);
  const messages = editor.publishedLists(first.document).map((list) => list.diagnostics.map(({ message }) => message));
  expect(messages).toEqual([[tooMany]]);
  expect(editor.published(others[0]?.document ?? '')).toBeUndefined();

  const start = { line: 0, character: 0 };
  const textDocument = { uri: first.document };
  const everything = { textDocument, range: { start, end: start }, context: { diagnostics: [] } };
  expect(await editor.request('textDocument/codeAction', everything)).toEqual([]);
  expect(await editor.execute('nbproject.publish', { uri, version: '1' })).toMatchObject({ status: 'refused' });
  await expect(editor.execute('nbproject.initialize', { uri })).rejects.toThrow('cannot be changed here');
});

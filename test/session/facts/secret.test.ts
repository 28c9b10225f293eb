import { expect, test } from 'vitest';
import { credentials } from '../../support/credentials.ts';
import { Editor } from '../../support/editor.ts';
import { writeNotebook } from '../../support/notation.ts';
import { temporaryFile } from '../../support/temporary.ts';

const token = credentials['a GitHub token'];
const uri = 'file:///home/ada/analysis.ipynb';

function secretsAt(editor: Editor, document: string): number {
  return (editor.published(document)?.diagnostics ?? []).filter(({ code }) => code === 'secret').length;
}

test('Should be found when a notebook is opened, and be told without itself', async () => {
  const editor = await Editor.start();
  const { text } = writeNotebook(`--- code [1] stdout=${token}\ntoken = "${token}"\n`);
  await editor.openText(uri, text);
  await editor.until(() => secretsAt(editor, uri) === 2);
  await editor.codeActions(uri);
  expect(JSON.stringify(editor.messages)).not.toContain(token);
});

test('Should be looked for when a notebook is saved, and not at a keystroke', async () => {
  const editor = await Editor.start();
  const { text } = writeNotebook(`--- code [1]\none = "${token}"\n--- code [2]\ntwo = "here"\n`);
  await editor.openText(uri, text);
  await editor.until(() => secretsAt(editor, uri) === 1);
  await editor.type(uri, 'here', token.replace('ghp', 'gho'));
  await editor.diagnostics(uri);
  await editor.settle();
  expect(secretsAt(editor, uri)).toBe(1);
  await editor.notify('textDocument/didSave', { textDocument: { uri } });
  await editor.until(() => secretsAt(editor, uri) === 2);
});

test('Should stay reported while someone types elsewhere, and be gone with what was typed over it', async () => {
  const editor = await Editor.start();
  const { text } = writeNotebook(`--- code [1]\ntoken = "${token}"\n--- code [2]\nelsewhere\n`);
  await editor.openText(uri, text);
  await editor.until(() => secretsAt(editor, uri) === 1);
  await editor.type(uri, 'elsewhere', 'elsewhere()');
  await editor.diagnostics(uri);
  expect(secretsAt(editor, uri)).toBe(1);
  await editor.type(uri, token, 'gone');
  await editor.diagnostics(uri);
  expect(secretsAt(editor, uri)).toBe(0);
});

test('Should be found in the outputs that are only in the file', async () => {
  const editor = await Editor.start();
  const { text } = writeNotebook(`--- code [1] stdout=${token}\nlogin()\n`);
  const file = temporaryFile('a.ipynb', text);
  const tab = await editor.openNotebook(file.uri, JSON.parse(text));
  await editor.until(() => secretsAt(editor, tab.uriOf(0)) === 1);
  // What is read again when it is saved is the same: nothing is taken back meanwhile.
  const lists = editor.publishedLists(tab.uriOf(0)).length;
  await editor.notify('notebookDocument/didSave', { notebookDocument: { uri: file.uri } });
  await editor.settle();
  const since = editor.publishedLists(tab.uriOf(0)).slice(lists);
  expect(since.filter(({ diagnostics }) => !diagnostics.some(({ code }) => code === 'secret'))).toEqual([]);
});

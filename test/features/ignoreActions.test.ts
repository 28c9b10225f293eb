import { describe, expect, test } from 'vitest';
import { Editor } from '../support/editor.ts';
import { jsonOf, writeNotebook } from '../support/notation.ts';

const uri = 'file:///home/ada/first_look.ipynb';

const notation = `
--- markdown
# One
--- markdown
# Two
--- code [3]
x = 1
--- metadata
{"nbproject": {"id": "Rx2s9cPTMQLY", "version": "1", "time_init": "2024-05-31T09:30:00+00:00"}}`;

async function choose(editor: Editor, document: string, title: string): Promise<void> {
  await editor.choose((await editor.codeActions(document)).find((action) => action.title === title));
}

describe('Actions that write an ignore', () => {
  test.each([
    ['Ignore multiple-titles on this line', ['execution-gap']],
    ['Ignore multiple-titles in this cell', ['execution-gap']],
    ['Ignore execution-gap in this cell', ['multiple-titles']],
    ['Ignore execution-gap in this notebook', ['multiple-titles']],
  ])('Should silence the finding in a notebook that is open as text: %s', async (title, left) => {
    const editor = await Editor.start();
    await editor.openText(uri, writeNotebook(notation).text);
    await choose(editor, uri, title);
    expect((await editor.findings(uri)).map(([code]) => code)).toEqual(left);
  });

  test.each([
    ['Ignore multiple-titles on this line', 1],
    ['Ignore execution-gap in this cell', 2],
    ['Ignore execution-gap in this notebook', 2],
  ])('Should silence the finding in a notebook that is open as cells: %s', async (title, cell) => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(notation));
    const document = tab.uriOf(cell);
    expect(await editor.diagnostics(document)).toHaveLength(1);
    await choose(editor, document, title);
    await editor.until(() => editor.published(document)?.diagnostics.length === 0);
  });
});

import { describe, expect, test } from 'vitest';
import type { ClientCapabilities, FoldingRange } from 'vscode-languageserver-protocol';
import { Editor, usualCapabilities } from '../support/editor.ts';
import { jsonOf, writeNotebook } from '../support/notation.ts';

const uri = 'file:///home/ada/analysis.ipynb';

const notation = `
--- markdown
# Title
and words
--- code [1] stdout=hello
x = 1
--- metadata
{"nbproject": {"id": "Rx2s9cPTMQLY", "pypackage": {"numpy": "1"}}, "kernelspec": {"name": "python3"}}
`;
const { text } = writeNotebook(notation);

type Folding = NonNullable<NonNullable<ClientCapabilities['textDocument']>['foldingRange']>;

function withFolding(foldingRange: Folding): ClientCapabilities {
  return { ...usualCapabilities, textDocument: { ...usualCapabilities.textDocument, foldingRange } };
}

function foldsOf(editor: Editor, at = uri): Promise<FoldingRange[] | null> {
  return editor.request('textDocument/foldingRange', { textDocument: { uri: at } });
}

/** The lines that stay in sight when a range is folded: its first, and the one behind its last. */
function edgesOf(lines: readonly string[], { startLine, endLine }: FoldingRange): [string, string] {
  return [lines[startLine]?.trim() ?? '', lines[endLine + 1]?.trim() ?? ''];
}

describe('Folding ranges', () => {
  test.each([
    ['LF', text],
    ['CRLF', text.replaceAll('\n', '\r\n')],
  ])(
    'Should fold cells, their fields, the metadata and the record, and leave both brackets in sight (%s)',
    async (_, content) => {
      const editor = await Editor.start();
      await editor.openText(uri, content);
      const lines = content.split(/\r?\n/);
      expect((await foldsOf(editor))?.map((fold) => edgesOf(lines, fold))).toEqual([
        ['{', '},'],
        ['"source": [', ']'],
        ['{', '}'],
        ['"outputs": [', '],'],
        ['"source": [', ']'],
        ['"metadata": {', '},'],
        ['"kernelspec": {', '},'],
        ['"nbproject": {', '}'],
      ]);
    },
  );

  test('Should hide no line that holds something else, and nothing in a text of one line', async () => {
    const editor = await Editor.start();
    const dense =
      '{"cells": [{"cell_type": "markdown",\n"metadata": {}, "source": [\n"a"]}, {\n"cell_type": "raw",\n"metadata": {\n}, "source": []\n}],\n"metadata": {}, "nbformat": 4, "nbformat_minor": 2}';
    await editor.openText(uri, dense);
    const lines = dense.split('\n');
    expect((await foldsOf(editor))?.map((fold) => edgesOf(lines, fold))).toEqual([
      ['{"cells": [{"cell_type": "markdown",', '"a"]}, {'],
      ['"a"]}, {', '}],'],
    ]);
    await editor.openText('file:///one.ipynb', JSON.stringify(JSON.parse(text)));
    expect(await foldsOf(editor, 'file:///one.ipynb')).toEqual([]);
  });

  test('Should keep to the limit of the client, and name what is folded where it shows that', async () => {
    const editor = await Editor.start(withFolding({ rangeLimit: 3, foldingRange: { collapsedText: true } }));
    await editor.openText(uri, text.replace('x = 1', 'x = 1\u202e # hidden'));
    expect((await foldsOf(editor))?.map(({ collapsedText }) => collapsedText)).toEqual([
      'cell 1: # Title',
      'source',
      'cell 2: x = 1\ufffd # hidden',
    ]);
  });

  test('Should be none in a cell, which the editor folds itself', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(notation));
    expect(await foldsOf(editor, tab.uriOf(0))).toBeNull();
  });

  test('Should be those of what can be read of a broken text', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text.replace('"cell_type": "code"', '"cell_type": code'));
    const lines = editor.text(uri).split('\n');
    expect((await foldsOf(editor))?.map((fold) => edgesOf(lines, fold))).toEqual([
      ['{', '},'],
      ['"source": [', ']'],
    ]);
  });
});

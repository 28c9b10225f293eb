import { expect, test } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import { Editor } from '../support/editor.ts';
import { jsonOf, writeNotebook } from '../support/notation.ts';

const uri = 'file:///home/ada/first_look.ipynb';

async function labelsBehind(editor: Editor, document: string, text: string): Promise<string[]> {
  const { end } = editor.document(document).rangeOf(text);
  const params = { textDocument: { uri: document }, position: end };
  return (await editor.request<CompletionItem[]>('textDocument/completion', params)).map(({ label }) => label);
}

test.each([
  ['x = y  # nbproject: ignore[', true],
  ['# nbproject: ignore-cell[long-cell, unde', true],
  ['x = y  # nbproject: ignore', false],
  ['x = nbproject[', false],
])('Should complete rules and groups behind %j: %s', async (source, offered) => {
  const notation = `--- code [1]\n${source}`;
  const expected = offered ? expect.arrayContaining(['undefined-name', 'State', 'ALL']) : [];
  const asText = await Editor.start();
  await asText.openText(uri, writeNotebook(notation).text);
  expect(await labelsBehind(asText, uri, source)).toEqual(expected);
  const asCells = await Editor.start();
  const tab = await asCells.openNotebook(uri, jsonOf(notation));
  expect(await labelsBehind(asCells, tab.uriOf(0), source)).toEqual(expected);
});

import { describe, expect, test } from 'vitest';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { Editor, usualCapabilities } from '../support/editor.ts';
import { jsonOf, writeNotebook } from '../support/notation.ts';

const uri = 'file:///home/ada/analysis.ipynb';

const notation = `
--- markdown
# A *fine* title
--- code [3] stdout=hello
x = 1
--- code
y = 2
--- metadata
{"nbproject": {"id": "Rx2s9cPTMQLY", "version": "2", "time_init": "2024-05-31T09:30:00+00:00"}}
`;
const { text } = writeNotebook(notation);

const plain = {
  ...usualCapabilities,
  textDocument: { ...usualCapabilities.textDocument, hover: { contentFormat: ['plaintext' as const] } },
};

async function hoverOn(editor: Editor, at: string, word: string, occurrence = 0): Promise<string | undefined> {
  const position = editor.document(at).rangeOf(word, occurrence).start;
  const hover = await editor.request<Hover | null>('textDocument/hover', { textDocument: { uri: at }, position });
  return (hover?.contents as MarkupContent | undefined)?.value;
}

describe('Hovering', () => {
  test('Should show the header on every part of the record, and on the title', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    for (const word of ['"nbproject"', 'Rx2s9cPTMQLY', '"version"', '2024-05-31', '# A *fine*']) {
      expect([word, await hoverOn(editor, uri, word)]).toEqual([word, expect.stringContaining('9cPTMQLY')]);
    }
  });

  test('Should tell of a cell on its fields: its place, its run, and the size of its outputs', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    expect(await hoverOn(editor, uri, '"execution_count"')).toMatch(
      /^Cell 2 of 3: code, executed as \[3\], \d+ bytes of outputs$/,
    );
    expect(await hoverOn(editor, uri, '"cell_type"', 2)).toBe('Cell 3 of 3: code, not executed');
    expect(await hoverOn(editor, uri, '"cell_type"')).toBe('Cell 1 of 3: markdown');
  });

  test('Should say nothing elsewhere', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text);
    for (const word of ['x = 1', '"cells"', '"nbformat"', '"source"'])
      expect([word, await hoverOn(editor, uri, word)]).toEqual([word, undefined]);
    const far = { line: 9999, character: 9999 };
    expect(await editor.request('textDocument/hover', { textDocument: { uri }, position: far })).toBeNull();
  });

  test('Should write Markdown in which everything of the notebook is escaped', async () => {
    const editor = await Editor.start();
    await editor.openText(uri, text.replace('# A *fine* title', '# `<b>a</b>` \\\\[x](command:evil)'));
    const markdown = await hoverOn(editor, uri, 'Rx2s9cPTMQLY');
    expect(markdown).toContain('command');
    expect(markdown).not.toMatch(/(?<!\\)<b|(?<!\\)\]\(/);
  });

  test('Should write aligned lines for a client that shows no Markdown', async () => {
    const editor = await Editor.start(plain);
    await editor.openText(uri, text);
    const lines = (await hoverOn(editor, uri, 'Rx2s9cPTMQLY'))?.split('\n') ?? [];
    expect(lines[0]).toMatch(/^title +A fine title$/);
    const columns = lines.map((line) => /^\S+ +/.exec(line)?.[0].length);
    expect(new Set(columns).size).toBe(1);
  });

  test('Should show the header on the title in a cell', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(notation));
    expect(await hoverOn(editor, tab.uriOf(0), '# A')).toContain('9cPTMQLY');
    expect(await hoverOn(editor, tab.uriOf(1), 'x = 1')).toBeUndefined();
  });
});

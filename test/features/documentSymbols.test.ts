import { describe, expect, test } from 'vitest';
import type { DocumentSymbol, Position, Range, SymbolInformation } from 'vscode-languageserver-protocol';
import { Editor, usualCapabilities } from '../support/editor.ts';
import { jsonOf, writeNotebook } from '../support/notation.ts';

const uri = 'file:///home/ada/analysis.ipynb';

const notation = `
--- markdown
# Title
Words.
## In the same cell
--- code [1]
x = 1
--- markdown
## Method
--- code

  y = 2
--- markdown
Just words.
--- markdown
# Another *part*
--- raw
raw text
--- code
--- metadata
{"nbproject": {"id": "Rx2s9cPTMQLY", "version": "1", "time_init": "2024-05-31T09:30:00+00:00"}}
`;

type Outline = (string | readonly [string, Outline])[];

function outlineOf(symbols: readonly DocumentSymbol[]): Outline {
  return symbols.map(({ name, children }) => (children ? ([name, outlineOf(children)] as const) : name));
}

function symbolsOf<Result = DocumentSymbol[]>(editor: Editor, at: string): Promise<Result> {
  return editor.request('textDocument/documentSymbol', { textDocument: { uri: at } });
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character <= other.character);
}

function contains(outer: Range, inner: Range): boolean {
  return isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end);
}

/** VS Code refuses the whole answer where a selection lies outside of its range. */
function expectNested(symbols: readonly DocumentSymbol[]): void {
  for (const { name, range, selectionRange, children = [] } of symbols) {
    expect([name, contains(range, selectionRange)]).toEqual([name, true]);
    for (const child of children) expect([child.name, contains(range, child.range)]).toEqual([child.name, true]);
    expectNested(children);
  }
}

describe('Document symbols', () => {
  const layouts: [string, (text: string) => string][] = [
    ['as nbformat writes it', (text) => text],
    ['minified', (text) => JSON.stringify(JSON.parse(text))],
    ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ];

  test.each(layouts)('Should put cells under the headings above them, and the record last (%s)', async (_, layout) => {
    const editor = await Editor.start();
    await editor.openText(uri, layout(writeNotebook(notation).text));
    const symbols = await symbolsOf(editor, uri);
    expect(outlineOf(symbols)).toEqual([
      [
        'Title',
        [
          ['In the same cell', ['x = 1']],
          ['Method', ['y = 2', 'Just words.']],
        ],
      ],
      ['Another part', ['raw text', '(empty code cell)']],
      'nbproject record',
    ]);
    expectNested(symbols);
  });

  test('Should select the heading in its cell', async () => {
    const editor = await Editor.start();
    const document = await editor.openText(uri, writeNotebook(notation).text);
    const [title] = await symbolsOf(editor, uri);
    expect(document.slice(title?.selectionRange as Range)).toBe('# Title');
    expect(title?.detail).toBe('cell 1');
    expect(title?.children?.[0]?.children?.[0]?.detail).toBe('cell 2 [1]');
  });

  test('Should be a flat list for a client that knows no tree', async () => {
    const { documentSymbol: _, ...textDocument } = usualCapabilities.textDocument ?? {};
    const editor = await Editor.start({ ...usualCapabilities, textDocument });
    await editor.openText(uri, writeNotebook(notation).text);
    const symbols = await symbolsOf<SymbolInformation[]>(editor, uri);
    expect(symbols.map(({ name, containerName }) => [name, containerName])).toEqual([
      ['Title', undefined],
      ['In the same cell', 'Title'],
      ['x = 1', 'In the same cell'],
      ['Method', 'Title'],
      ['y = 2', 'Method'],
      ['Just words.', 'Method'],
      ['Another part', undefined],
      ['raw text', 'Another part'],
      ['(empty code cell)', 'Another part'],
      ['nbproject record', undefined],
    ]);
  });

  test('Should be those of the cell in the document of a cell', async () => {
    const editor = await Editor.start();
    const tab = await editor.openNotebook(uri, jsonOf(notation));
    const symbols = await symbolsOf(editor, tab.uriOf(0));
    expect(outlineOf(symbols)).toEqual([['Title', ['In the same cell']]]);
    expectNested(symbols);
    expect(outlineOf(await symbolsOf(editor, tab.uriOf(1)))).toEqual(['x = 1']);
  });

  test('Should have names that can be shown, also where a notebook gives none or long ones', async () => {
    const editor = await Editor.start();
    const odd = `--- markdown\n#\n--- code\n${'x'.repeat(500)}\n--- markdown\n# a\u202eb\n--- code\n\u202e = 1\n`;
    await editor.openText(uri, writeNotebook(odd).text);
    const symbols = await symbolsOf(editor, uri);
    expectNested(symbols);
    const names = JSON.stringify(outlineOf(symbols));
    expect(names).toContain('(no text)');
    expect(names).not.toContain('x'.repeat(100));
    expect(names).not.toContain('\u202e');
  });
});

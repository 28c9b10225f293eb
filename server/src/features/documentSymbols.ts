import type { DocumentSymbol, SymbolInformation } from 'vscode-languageserver-protocol';
import type { Cell, View } from '../notebook/index.ts';
import { headingsOf } from '../notebook/markdown/headings.ts';
import { visible } from '../notebook/untrusted.ts';

/** LSP `SymbolKind`: a heading is a module, a cell a function, the record an object. */
const kinds = { heading: 2, cell: 12, record: 19 } as const;

const maxNameLength = 80;

/** The notebook's outline: cells under the headings above them, and the record. In a cell's own document, that cell. */
export function documentSymbols(view: View, uri: string): DocumentSymbol[] {
  const root: DocumentSymbol[] = [];
  const open: { readonly level: number; readonly symbol: DocumentSymbol }[] = [];
  const parent = () => open.at(-1)?.symbol;
  const add = (symbol: DocumentSymbol) => {
    const holder = parent();
    if (!holder) root.push(symbol);
    else {
      holder.children = [...(holder.children ?? []), symbol];
      // A symbol's range has to hold its children's.
      for (const { symbol: around } of open) around.range = { start: around.range.start, end: symbol.range.end };
    }
  };
  for (const [index, cell] of view.notebook.cells.entries()) {
    const location = view.locateCell(index);
    if (location.uri !== uri) continue;
    const headings = headingsOf(cell);
    for (const { level, text, start, end } of headings) {
      while ((open.at(-1)?.level ?? 0) >= level) open.pop();
      const symbol: DocumentSymbol = {
        name: visible(text, maxNameLength) || '(no text)',
        detail: `cell ${index + 1}`,
        kind: kinds.heading,
        range: location.range,
        selectionRange: view.locate({ kind: 'source', cell: index, start, end }).range,
      };
      add(symbol);
      open.push({ level, symbol });
    }
    if (headings.length === 0) add(cellSymbol(view, cell, index));
  }
  const record = view.notebook.metadata.nbproject;
  const place = view.locate({ kind: 'json', path: ['metadata', 'nbproject'], at: 'key' });
  if (record !== undefined && view.notebook.json && place.uri === uri) {
    root.push({ name: 'nbproject record', kind: kinds.record, range: place.range, selectionRange: place.range });
  }
  return root;
}

/** The same outline for clients that know no tree. */
export function flatSymbols(
  uri: string,
  symbols: readonly DocumentSymbol[],
  containerName?: string,
): SymbolInformation[] {
  return symbols.flatMap(({ name, kind, selectionRange, children }) => [
    { name, kind, location: { uri, range: selectionRange }, ...(containerName !== undefined && { containerName }) },
    ...flatSymbols(uri, children ?? [], name),
  ]);
}

function cellSymbol(view: View, cell: Cell, index: number): DocumentSymbol {
  const { range } = view.locateCell(index);
  const line = cell.source.split('\n').find((one) => one.trim() !== '') ?? '';
  const count = cell.executionCount === null ? '' : ` [${cell.executionCount}]`;
  return {
    name: visible(line, maxNameLength) || `(empty ${cell.type} cell)`,
    detail: `cell ${index + 1}${cell.type === 'code' ? count : ` ${cell.type}`}`,
    kind: kinds.cell,
    range,
    selectionRange: { start: range.start, end: range.start },
  };
}

import type { FoldingRange } from 'vscode-languageserver-protocol';
import type { TextView } from '../notebook/index.ts';
import { visible } from '../notebook/untrusted.ts';

export interface FoldingOptions {
  readonly limit: number;
  readonly collapsedText: boolean;
}

/** What can be folded in a notebook's JSON: cells, their sources and outputs, the metadata and the record. */
export function foldingRanges({ document, encoding }: TextView, options: FoldingOptions): FoldingRange[] {
  const { text, layout, cells, cellStarts } = document;
  const ranges: FoldingRange[] = [];
  const add = (start: number, end: number, collapsedText: string) => {
    const startLine = text.positionAt(start, encoding).line;
    // The closing bracket stays in sight.
    const endLine = text.positionAt(end, encoding).line - 1;
    if (endLine <= startLine || ranges.length >= options.limit) return;
    ranges.push({ startLine, endLine, ...(options.collapsedText && { collapsedText }) });
  };
  for (const [index, cell] of cells.entries()) {
    const start = cellStarts[index] ?? 0;
    add(start, start + cell.length, `cell ${index + 1}: ${visible(cell.source.split('\n', 1)[0] ?? '', 60)}`);
    for (const field of cell.fields ?? []) {
      if (field.value.type !== 'array' && field.value.type !== 'object') continue;
      add(start + field.start, start + field.start + field.value.raw.length, field.key);
    }
  }
  for (const field of layout.fields) {
    if (field.key === 'cells' && layout.cells) continue;
    add(field.start, field.start + field.value.raw.length, field.key);
    if (field.key !== 'metadata' || field.value.type !== 'object') continue;
    const tree = field.value.tree();
    for (const member of tree.type === 'object' ? tree.members : []) {
      add(field.start + member.value.start, field.start + member.value.end, member.key);
    }
  }
  return ranges;
}

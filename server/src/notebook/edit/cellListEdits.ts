import { randomBytes } from 'node:crypto';
import type { JsonValue, NewCell, NotebookEdit } from 'nbproject-protocol';
import { cellSpan, type NotebookText } from '../read/notebookText.ts';
import type { OffsetEdit, Text } from '../text/text.ts';
import { type Element, sequenceEdits } from './sequence.ts';
import { linesOf } from './sourceEdits.ts';
import { marginAt, type Style, writeJson } from './style.ts';
import { spacingFor } from './valueEdits.ts';

/**
 * The edits of the text that insert, remove and move cells, and those inside cells: `inside` has them by cell. A cell that moves
 * takes its own along.
 */
export function cellListEdits(
  document: NotebookText,
  style: Style,
  edits: readonly NotebookEdit[],
  inside: ReadonlyMap<number, readonly OffsetEdit[]>,
): OffsetEdit[] {
  const { cells, layout, text } = document;
  const inserted = new Map<number, Element[]>();
  const gone = new Set<number>();
  const insert = (index: number, element: Element) => inserted.set(index, [...(inserted.get(index) ?? []), element]);
  for (const edit of edits) {
    if (edit.kind === 'insertCells') {
      for (const cell of edit.cells) insert(edit.index, writeCell(document, style, cell));
    } else if (edit.kind === 'removeCells') {
      for (let at = 0; at < edit.count; at++) gone.add(edit.index + at);
    } else if (edit.kind === 'moveCell' && cells[edit.from]) {
      gone.add(edit.from);
      insert(edit.to, applied(text, cellSpan(document, edit.from), inside.get(edit.from) ?? []));
    }
  }
  const kept = [...inside].flatMap(([index, list]) => (gone.has(index) ? [] : list));
  if (!layout.cells || (gone.size === 0 && inserted.size === 0)) return kept;
  const wanted: Element[] = [];
  for (let index = 0; index <= cells.length; index++) {
    wanted.push(...(inserted.get(index) ?? []));
    if (index < cells.length && !gone.has(index)) wanted.push(index);
  }
  const spans = cells.map((_, index) => cellSpan(document, index));
  const spacing = spacingFor({ text, style, base: 0 }, layout.cells);
  return [...kept, ...sequenceEdits(text, layout.cells, spans, wanted, spacing)];
}

/** A new cell's JSON in nbformat's shape, its keys sorted as nbformat sorts them. */
function writeCell(document: NotebookText, style: Style, { type, source, id }: NewCell): string {
  const { text, cells, cellStarts, layout, notebook } = document;
  const needsId = (notebook.format.minor ?? 0) >= 5;
  const asString = cells.find((cell) => cell.source !== '')?.field('source')?.value.type === 'string';
  const members: [string, JsonValue][] = [['cell_type', type]];
  if (type === 'code') members.push(['execution_count', null]);
  if (needsId) members.push(['id', id ?? randomBytes(4).toString('hex')]);
  members.push(['metadata', {}]);
  if (type === 'code') members.push(['outputs', []]);
  members.push(['source', asString ? source : linesOf(source)]);
  const first = cellStarts[0];
  const margin = first !== undefined ? marginAt(text, first) : marginAt(text, layout.cells?.start ?? 0) + style.indent;
  return writeJson(Object.fromEntries(members), style, margin);
}

/** The text of a span with edits inside it made. */
function applied(
  text: Text,
  span: { readonly start: number; readonly end: number },
  edits: readonly OffsetEdit[],
): string {
  let result = '';
  let position = span.start;
  for (const edit of [...edits].sort((one, other) => one.start - other.start || one.end - other.end)) {
    result += text.slice(position, edit.start) + edit.newText;
    position = edit.end;
  }
  return result + text.slice(position, span.end);
}

import { JsonText } from '../json/jsonText.ts';
import { JsonScanner, maxDepth } from '../json/scanner.ts';
import type { OffsetEdit, Text } from '../text/text.ts';
import { changedBy, editList } from './editList.ts';
import { fieldEnd } from './field.ts';
import { layoutAfter } from './layoutAfter.ts';
import { cellAtOffset, cellSpan, type NotebookText, notebookText } from './notebookText.ts';
import { type RawCell, readCell } from './rawCell.ts';
import { maxNotebookLength, oddityProblems, readNotebook } from './readNotebook.ts';

/**
 * The notebook after an edit of its text. Re-reads the value in a cell that the edit lies in, else that cell, else the cells around it, also where
 * they are no JSON or are again, else everything; the result is the one that reading everything would give, and cells that stay the same stay the same
 * object.
 */
export function editNotebook(before: NotebookText, edit: OffsetEdit): NotebookText {
  const text = before.text.replace(edit.start, edit.end, edit.newText);
  return (before.layout.complete ? editPart(before, edit, text) : undefined) ?? editMore(before, edit, text);
}

/** In one value, or in one cell; undefined where the edit goes beyond. */
function editPart(before: NotebookText, edit: OffsetEdit, text: Text): NotebookText | undefined {
  const index = cellAround(before, edit);
  if (index === undefined) return editField(before, edit, text);
  const cell = rereadCell(before, index, edit, text);
  return cell && withCell(before, index, cell, text);
}

function editMore(before: NotebookText, edit: OffsetEdit, text: Text): NotebookText {
  const changed = text.length > maxNotebookLength ? undefined : changedBy(before, edit);
  if (changed) {
    const after = editList(changed, text);
    if (after) return after;
  }
  const whole = before.changed?.whole ?? before;
  const after = keepCells(whole, readNotebook(before.notebook.name, text));
  return after.layout.complete ? after : { ...after, changed };
}

/** The cell that holds the edit between its braces. */
function cellAround(before: NotebookText, edit: OffsetEdit): number | undefined {
  const index = cellAtOffset(before, edit.start);
  if (index === undefined) return undefined;
  const start = before.cellStarts[index] ?? 0;
  const length = before.cells[index]?.length ?? 0;
  return edit.start > start && edit.end < start + length ? index : undefined;
}

function rereadCell(before: NotebookText, index: number, edit: OffsetEdit, text: Text): RawCell | undefined {
  const cell = before.cells[index];
  const cellStart = before.cellStarts[index];
  if (!cell?.fields || cellStart === undefined) return undefined;
  const start = edit.start - cellStart;
  const end = edit.end - cellStart;
  const touched = cell.fields.findIndex((field) => start > field.start && end < fieldEnd(field));
  const field = cell.fields[touched];
  if (field) {
    const { raw } = field.value;
    const edited = raw.slice(0, start - field.start) + edit.newText + raw.slice(end - field.start);
    const changed = cell.withValue(touched, edited);
    if (changed) return changed;
  }
  const length = cell.length + edit.newText.length - (edit.end - edit.start);
  const scanner = new JsonScanner(text.slice(cellStart, cellStart + length));
  const changed = readCell(scanner, 'value');
  return changed?.length === length ? changed : undefined;
}

/** In a member of the notebook beside its cells. */
function editField(before: NotebookText, edit: OffsetEdit, text: Text): NotebookText | undefined {
  const { fields, cells: list } = before.layout;
  const index = fields.findIndex((field) => edit.start > field.start && edit.end < fieldEnd(field));
  const field = fields[index];
  // The list of cells stands for an empty one among the members.
  if (!field || field.start === list?.start) return undefined;
  const by = edit.newText.length - (edit.end - edit.start);
  const scanner = new JsonScanner(text.slice(field.start, fieldEnd(field) + by));
  if (!scanner.skipValue(1) || scanner.position !== scanner.text.length) return undefined;
  const value = new JsonText(scanner.text, scanner.depthReached > maxDepth);
  const own = scanner.oddities.map((oddity) => ({
    ...oddity,
    start: oddity.start + field.start,
    end: oddity.end + field.start,
  }));
  const layout = layoutAfter(
    before.layout,
    { start: field.start, end: fieldEnd(field) },
    by,
    oddityProblems(text, own),
  );
  const cellStarts =
    list && list.start > field.start ? before.cellStarts.map((start) => start + by) : before.cellStarts;
  const after = { ...layout, fields: layout.fields.with(index, { ...field, value }) };
  return notebookText(before.notebook.name, text, after, before.cells, cellStarts);
}

function withCell(before: NotebookText, index: number, cell: RawCell, text: Text): NotebookText {
  const by = text.length - before.text.length;
  const cells = before.cells.with(index, cell);
  const cellStarts = before.cellStarts.map((start, at) => (at > index ? start + by : start));
  const { start, end } = cellSpan(before, index);
  const own = cell.oddities.map((oddity) => ({ ...oddity, start: oddity.start + start, end: oddity.end + start }));
  const layout = layoutAfter(before.layout, { start, end }, by, oddityProblems(text, own));
  return notebookText(before.notebook.name, text, layout, cells, cellStarts);
}

/** Puts the old cells back where the text around them changed but theirs did not: what is known of them stays known. */
function keepCells(before: NotebookText, after: NotebookText): NotebookText {
  const cells = [...after.cells];
  let head = 0;
  const shorter = Math.min(before.cells.length, cells.length);
  while (head < shorter && keep(cells, head, before.cells[head])) head++;
  for (let tail = 1; tail <= shorter - head && keep(cells, cells.length - tail, before.cells.at(-tail)); ) tail++;
  return notebookText(after.notebook.name, after.text, after.layout, cells, after.cellStarts);
}

function keep(cells: RawCell[], index: number, old: RawCell | undefined): boolean {
  if (!old || !cells[index]?.hasTextOf(old)) return false;
  cells[index] = old;
  return true;
}

import { JsonScanner } from '../json/scanner.ts';
import type { OffsetEdit, Text } from '../text/text.ts';
import { fieldEnd, shifted } from './field.ts';
import { cellAtOffset, type NotebookText, notebookText } from './notebookText.ts';
import { type RawCell, readCell } from './rawCell.ts';
import { oddityProblems, readNotebook } from './readNotebook.ts';

/**
 * The notebook after an edit of its text. Re-reads the value in a cell that the edit lies in, else that cell, else everything;
 * the result is the one that reading everything would give, and cells that stay the same stay the same object.
 */
export function editNotebook(before: NotebookText, edit: OffsetEdit): NotebookText {
  const text = before.text.replace(edit.start, edit.end, edit.newText);
  if (before.layout.complete) {
    const index = cellAround(before, edit);
    const cell = index === undefined ? undefined : rereadCell(before, index, edit, text);
    if (index !== undefined && cell) return withCell(before, index, cell, text);
  }
  return keepCells(before, readNotebook(before.notebook.name, text));
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

function withCell(before: NotebookText, index: number, cell: RawCell, text: Text): NotebookText {
  const by = text.length - before.text.length;
  const cells = before.cells.with(index, cell);
  const cellStarts = before.cellStarts.map((start, at) => (at > index ? start + by : start));
  const { layout } = before;
  const list = layout.cells && { start: layout.cells.start, end: layout.cells.end + by };
  const fields = layout.fields.map((field) => (list && field.start > list.start ? shifted(field, by) : field));
  const problems = problemsAfter(before, index, cell, text, by);
  return notebookText(
    before.notebook.name,
    text,
    { ...layout, end: layout.end + by, fields, cells: list, problems },
    cells,
    cellStarts,
  );
}

function problemsAfter(before: NotebookText, index: number, cell: RawCell, text: Text, by: number) {
  const start = before.cellStarts[index] ?? 0;
  const end = start + (before.cells[index]?.length ?? 0);
  const { problems } = before.layout;
  if (problems.length === 0 && cell.oddities.length === 0) return problems;
  const own = cell.oddities.map((oddity) => ({ ...oddity, start: oddity.start + start, end: oddity.end + start }));
  return [
    ...problems.filter((problem) => problem.end <= start),
    ...oddityProblems(text, own),
    ...problems
      .filter((problem) => problem.start >= end)
      .map((problem) => ({ ...problem, start: problem.start + by, end: problem.end + by })),
  ];
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

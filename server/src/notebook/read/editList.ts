import { conflictProblem, syntaxProblem } from '../json/problems.ts';
import { JsonScanner, maxOddities } from '../json/scanner.ts';
import type { TextProblem } from '../model.ts';
import type { OffsetEdit, Text } from '../text/text.ts';
import { layoutAfter } from './layoutAfter.ts';
import { type Changed, type Layout, type NotebookText, notebookText } from './notebookText.ts';
import { type RawCell, readCell } from './rawCell.ts';
import { oddityProblems } from './readNotebook.ts';

/** What all edits since a text was complete have changed of it, this one included; undefined where that is more than its list of cells. */
export function changedBy(before: NotebookText, edit: OffsetEdit): Changed | undefined {
  const { whole, head, tail } = before.changed ?? { whole: before, head: before.cells.length, tail: 0 };
  const { cells: list, complete } = whole.layout;
  const moved = before.text.length - whole.text.length;
  if (!complete || !list || edit.start <= list.start || edit.end >= list.end + moved) return undefined;
  return {
    whole,
    head: Math.min(head, endingBefore(whole, edit.start)),
    tail: Math.max(tail, startingBehind(whole, edit.end - moved)),
  };
}

/** How many cells end before an offset; one that ends there may go on with what is typed. */
function endingBefore({ cells, cellStarts }: NotebookText, offset: number): number {
  const first = cells.findIndex((cell, index) => (cellStarts[index] ?? 0) + cell.length >= offset);
  return first < 0 ? cells.length : first;
}

function startingBehind({ cells, cellStarts }: NotebookText, offset: number): number {
  const first = cellStarts.findIndex((start) => start > offset);
  return first < 0 ? cells.length : first;
}

/**
 * The notebook of a text in which cells were changed: reads what stands between those before and those behind. Undefined where it takes more to
 * tell what the text says.
 */
export function editList(changed: Changed, text: Text): NotebookText | undefined {
  const { whole, head, tail } = changed;
  const { cells: list, problems } = whole.layout;
  if (!list || head > tail) return undefined;
  const by = text.length - whole.text.length;
  // From the bracket or brace before, so that nothing takes what follows for the begin of a text.
  const start = (head === 0 ? list.start + 1 : endOf(whole, head - 1)) - 1;
  const end = (tail === whole.cells.length ? list.end - 1 : (whole.cellStarts[tail] ?? 0)) + by;
  const scanner = new JsonScanner(text.slice(start, Math.min(end + lookahead, text.length)), 1);
  const read = readBetween(scanner, end - start, { isFirst: head === 0, isLast: tail === whole.cells.length });
  if (problems.length + scanner.oddities.length >= maxOddities) return undefined;
  const cells = keepingOld(read.cells, whole.cells.slice(head, tail));
  const cellStarts = read.starts.map((at) => at + start);
  const before = { cells: whole.cells.slice(0, head), cellStarts: whole.cellStarts.slice(0, head) };
  const own = oddityProblems(
    text,
    scanner.oddities.map((oddity) => ({ ...oddity, start: oddity.start + start, end: oddity.end + start })),
  );
  const { name } = whole.notebook;
  if (read.isWhole) {
    const behind = { cells: whole.cells.slice(tail), cellStarts: whole.cellStarts.slice(tail).map((at) => at + by) };
    return notebookText(
      name,
      text,
      layoutAfter(whole.layout, { start: start + 1, end: end - by }, by, own),
      before.cells.concat(cells, behind.cells),
      before.cellStarts.concat(cellStarts, behind.cellStarts),
    );
  }
  const fatal = failureProblem(scanner, start, text.length);
  if (!fatal) return undefined;
  const layout: Layout = {
    ...whole.layout,
    end: fatal.start,
    fields: whole.layout.fields.filter((field) => field.start <= list.start),
    cells: { start: list.start, end: text.length },
    problems: [fatal, ...problems.filter((problem) => problem.end <= start + 1), ...own],
    complete: false,
  };
  return notebookText(name, text, layout, before.cells.concat(cells), before.cellStarts.concat(cellStarts), changed);
}

/** An edit that breaks the text does so within so many characters, or all is read. More than a message looks at behind a place. */
const lookahead = 65_536;
const messageLength = 1000;

interface ReadCells {
  readonly cells: readonly RawCell[];
  readonly starts: readonly number[];
  /** True where what was read ends where the known part begins again. */
  readonly isWhole: boolean;
}

/** Reads cells up to the one at `end`, or to the bracket there. */
function readBetween(
  scanner: JsonScanner,
  end: number,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
): ReadCells {
  const cells: RawCell[] = [];
  const starts: number[] = [];
  const ended = (isWhole: boolean): ReadCells => ({ cells, starts, isWhole });
  let isBehindCell = !isFirst;
  for (;;) {
    const code = scanner.peek();
    const isAtEnd = scanner.position === end;
    if (isBehindCell) {
      if (isAtEnd && isLast) return ended(true);
      if (code !== 44) {
        // The list ends here, and what follows is not what was known of it.
        if (code !== 93) scanner.fail('comma-or-bracket');
        return ended(false);
      }
      scanner.position++;
      isBehindCell = false;
      continue;
    }
    const isEmpty = isFirst && cells.length === 0;
    if (isAtEnd && (!isLast || isEmpty)) return ended(!isLast || code === 93);
    if (isEmpty && code === 93) return ended(false);
    const start = scanner.position;
    const cell = readCell(scanner, isEmpty ? 'value-or-end' : 'value');
    if (!cell) return ended(false);
    cells.push(cell);
    starts.push(start);
    isBehindCell = true;
  }
}

function endOf({ cells, cellStarts }: NotebookText, index: number): number {
  return (cellStarts[index] ?? 0) + (cells[index]?.length ?? 0);
}

/** The old cells in place of those with the same text. */
function keepingOld(cells: readonly RawCell[], old: readonly RawCell[]): readonly RawCell[] {
  return cells.map((cell, index) => {
    const twin = [old[index], old[old.length - cells.length + index]].find((one) => one && cell.hasTextOf(one));
    return twin ?? cell;
  });
}

/** Undefined where it depends on more of the text. */
function failureProblem({ failure, text: part }: JsonScanner, start: number, length: number): TextProblem | undefined {
  const isToTheEnd = start + part.length === length;
  if (!failure || (!isToTheEnd && failure.offset + messageLength > part.length)) return undefined;
  if (conflictProblem(part, failure)) return undefined;
  const problem = syntaxProblem(part, failure);
  return { ...problem, start: problem.start + start, end: problem.end + start };
}

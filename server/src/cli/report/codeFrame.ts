import { columns, printable } from '../terminal/printable.ts';

/** The line that a finding lies on, cut to what fits, with the finding's place in it. Ready to be shown: nothing in it acts on a terminal. */
export interface CodeFrame {
  /** 1-based, in the cell's source or in the file. */
  readonly line: number;
  readonly text: string;
  /** In columns of the text, from 0. */
  readonly caret: number;
  readonly caretWidth: number;
}

/** So many UTF-16 code units of a line are shown, and so many of them before the finding. */
const maxLength = 100;
const before = 30;

/** `slice` gives parts of the text in which `start` and `end` lie; the line goes from `lineStart` to `lineEnd`. */
export function codeFrame(
  line: number,
  slice: (start: number, end: number) => string,
  lineStart: number,
  lineEnd: number,
  start: number,
  end: number,
): CodeFrame {
  const [from, to] = visiblePart(lineStart, lineEnd, start);
  const shownEnd = Math.max(start, Math.min(end, to));
  const head = `${from > lineStart ? '…' : ''}${printable(slice(from, start))}`;
  const marked = printable(slice(start, shownEnd));
  const tail = `${printable(slice(shownEnd, to))}${to < lineEnd ? '…' : ''}`;
  return { line, text: head + marked + tail, caret: columns(head), caretWidth: Math.max(1, columns(marked)) };
}

function visiblePart(lineStart: number, lineEnd: number, start: number): readonly [number, number] {
  if (lineEnd - lineStart <= maxLength) return [lineStart, lineEnd];
  const from = Math.max(lineStart, Math.min(start - before, lineEnd - maxLength));
  return [from, Math.min(lineEnd, from + maxLength)];
}

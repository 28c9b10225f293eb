/**
 * A cell as Python's parser may read it: every line of IPython syntax replaced by Python of the same length, so that offsets
 * stay what they are but for the lines that IPython itself moves to the left (indented cells, prompts, `%time` statements).
 */
export interface PythonText {
  readonly text: string;
  /** From the text to the source, in order: the first shift is the last that was made. */
  readonly shifts: readonly (readonly Shift[])[];
  readonly magics: readonly CellMagic[];
  /** In source order, with offsets into the text. */
  readonly commands: readonly Command[];
  /** False where the cell, or the rest of it, is a program in another language or for another process. */
  readonly isPython: boolean;
  /** The body of a cell magic that is not known: it may define names. Empty where there is none. */
  readonly unknownBody: string;
}

/** Between `start` and `end`, the source is `by` further to the right. */
export interface Shift {
  readonly start: number;
  readonly end: number;
  readonly by: number;
}

/** `%%name arguments` at the head of a cell. */
export interface CellMagic {
  readonly name: string;
  readonly arguments: string;
  readonly start: number;
  readonly end: number;
  /** True when the body runs as Python in the notebook's own namespace. */
  readonly bodyIsPython: boolean;
}

/** One line of IPython syntax. What it says to Python is in the text; what it says to IPython is here. */
export interface Command {
  readonly kind: 'magic' | 'shell' | 'help' | 'call';
  /** The magic's name; empty for the other kinds. */
  readonly name: string;
  /** What follows the escape and the name. */
  readonly arguments: string;
  readonly start: number;
  readonly end: number;
  /** Where `arguments` starts. */
  readonly argumentsStart: number;
}

/** For a line whose head of `by` characters was cut and that is padded again; what `padded` leaves at its end has not moved. */
export function shiftOf(start: number, line: string, by: number): Shift {
  return { start, end: start + line.length - tailOf(line).length, by };
}

/** The place in the source of an offset into the text. */
export function toSource(shifts: PythonText['shifts'], offset: number): number {
  for (const layer of shifts) {
    if (layer.length > 0) offset += shiftAt(layer, offset);
  }
  return offset;
}

const unmoved: Shift = { start: Number.POSITIVE_INFINITY, end: 0, by: 0 };

function shiftAt(layer: readonly Shift[], offset: number): number {
  let low = 0;
  let high = layer.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { end, by } = layer[middle] ?? unmoved;
    if (end + by < offset) low = middle + 1;
    else high = middle;
  }
  const { start, end, by } = layer[low] ?? unmoved;
  if (offset < start) return 0;
  // The padding behind what was moved all stands for the end of that, so that order is kept.
  return Math.min(by, end + by - offset);
}

/** As many spaces as characters, line ends kept. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** Moves a line to the left by cutting its head; what is cut comes back as spaces where they mean nothing to Python. */
export function padded(line: string, by: number): string {
  const tail = tailOf(line);
  return line.slice(0, line.length - tail.length) + ' '.repeat(by) + tail;
}

function tailOf(line: string): string {
  return /\\?\r?$/.exec(line)?.[0] ?? '';
}

/** A stretch of a line's text that stands in the document as it is: `at` in the line, `start` in the document. */
interface Span {
  readonly at: number;
  readonly start: number;
  readonly length: number;
}

/** A line of a script, or of a cell's source: its text, and where the characters of it lie. Offsets are UTF-16 code units. */
export interface SourceLine {
  readonly text: string;
  /** Ascending. What lies between two of them is not in the document. Never empty: a line that is not there has the place where it would be. */
  readonly spans: readonly Span[];
}

/**
 * The lines of a text, as LSP counts them, without their line breaks; what follows the last break is a line only where it is not empty. The text
 * lies at an offset of the document.
 */
export function linesOf(text: string, offset: number): SourceLine[] {
  const lines: SourceLine[] = [];
  let start = 0;
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push(lineAt(text.slice(start, index), offset + start));
    start = index + lineBreak.length;
  }
  if (start < text.length) lines.push(lineAt(text.slice(start), offset + start));
  return lines;
}

/** A line of which the document has nothing but the place. */
export function writtenLine(text: string, start: number): SourceLine {
  return { text, spans: [{ at: 0, start, length: 0 }] };
}

/** The line without its characters from `from` to `to`. */
export function without(line: SourceLine, from: number, to: number): SourceLine {
  if (from >= to) return line;
  const text = line.text.slice(0, from) + line.text.slice(to);
  const spans = line.spans.flatMap(({ at, start, length }) => {
    const head = Math.min(Math.max(from - at, 0), length);
    const tail = Math.min(Math.max(to - at, 0), length);
    const before = { at, start, length: head };
    const behind = {
      at: Math.max(at + tail - (to - from), Math.min(at, from)),
      start: start + tail,
      length: length - tail,
    };
    return [before, behind].filter((span) => span.length > 0);
  });
  return { text, spans: spans.length > 0 ? spans : [{ at: 0, start: placeOf(line, to), length: 0 }] };
}

/** The line without the comment sign at its start, and one space behind it, and without what ends the comment. */
export function withoutComment(line: SourceLine, comment: string, suffix: string): SourceLine {
  const { text } = line;
  const start =
    comment === '' || !text.startsWith(comment) ? 0 : comment.length + (text[comment.length] === ' ' ? 1 : 0);
  const bare = without(line, 0, start);
  if (suffix === '' || !bare.text.endsWith(suffix)) return bare;
  const end = bare.text.length - suffix.length;
  return without(bare, bare.text[end - 1] === ' ' ? end - 1 : end, bare.text.length);
}

/** Where in the document a character of a line lies, or would lie. */
export function placeOf({ spans }: SourceLine, at: number): number {
  const span = spans.findLast((one) => one.at <= at) ?? spans[0];
  return span ? span.start + Math.min(Math.max(at - span.at, 0), span.length) : 0;
}

export function isBlankLine(line: SourceLine | undefined): boolean {
  return line !== undefined && line.text.trim() === '';
}

function lineAt(text: string, start: number): SourceLine {
  return { text, spans: [{ at: 0, start, length: text.length }] };
}

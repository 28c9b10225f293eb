import type { Position, Range } from 'vscode-languageserver-protocol';
import type { PositionEncoding } from '../../server/src/notebook/index.ts';

/** The text of a document as the client keeps it. Counts in the plainest way, and shares no code with the server. */
export class ClientText {
  version: number;
  content: string;
  readonly #encoding: PositionEncoding;

  constructor(content: string, version: number, encoding: PositionEncoding) {
    this.content = content;
    this.version = version;
    this.#encoding = encoding;
  }

  slice({ start, end }: Range): string {
    return this.content.slice(this.offsetAt(start), this.offsetAt(end));
  }

  /** Puts `newText` where a range is. */
  replace(range: Range, newText: string): void {
    this.content =
      this.content.slice(0, this.offsetAt(range.start)) + newText + this.content.slice(this.offsetAt(range.end));
  }

  /** The range of the `occurrence`-th place, from 0, where a text stands. */
  rangeOf(text: string, occurrence = 0): Range {
    let start = this.content.indexOf(text);
    for (let seen = 0; seen < occurrence && start >= 0; seen++) start = this.content.indexOf(text, start + 1);
    if (start < 0) throw new Error(`${JSON.stringify(text)} is not in the document:\n${this.content.slice(0, 2000)}`);
    return this.rangeAt(start, start + text.length);
  }

  rangeAt(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  positionAt(offset: number): Position {
    const before = this.content.slice(0, offset).split(lineBreak);
    return { line: before.length - 1, character: unitsOf(before.at(-1) ?? '', this.#encoding) };
  }

  /** Throws for a position that is not in the text, or inside a character: a server has to say where things are. */
  offsetAt({ line, character }: Position): number {
    let lineStart = 0;
    for (const { index, 0: found } of [...this.content.matchAll(everyLineBreak)].slice(0, line)) {
      lineStart = index + found.length;
    }
    const content = this.content.slice(lineStart).split(lineBreak, 1)[0] ?? '';
    let offset = 0;
    for (const one of content) {
      if (unitsOf(content.slice(0, offset), this.#encoding) >= character) break;
      offset += one.length;
    }
    if (unitsOf(content.slice(0, offset), this.#encoding) !== character || line >= this.lineCount)
      throw new Error(
        `There is no position ${line}:${character} (${this.#encoding}); the line is ${content.slice(0, 200)}`,
      );
    return lineStart + offset;
  }

  get lineCount(): number {
    return this.content.split(lineBreak).length;
  }
}

const lineBreak = /\r\n|\n|\r/;
const everyLineBreak = /\r\n|\n|\r/g;

function unitsOf(text: string, encoding: PositionEncoding): number {
  if (encoding === 'utf-16') return text.length;
  return encoding === 'utf-8' ? Buffer.byteLength(text) : [...text].length;
}

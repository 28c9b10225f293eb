import { type Chunk, splitIntoChunks } from './chunk.ts';
import type { PositionEncoding } from './encoding.ts';
import { lastAtMost } from './search.ts';

/** A place in a text as LSP gives it: 0-based line, and 0-based character in units of the connection's {@link PositionEncoding}. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A change of a text by offsets (UTF-16 code units) in the text as it was before. */
export interface OffsetEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/**
 * An immutable text that can be edited in parts and asked for lines. An edit costs what it touches and a small table,
 * not the length of the text: a notebook of 10 MB is edited at every keystroke.
 */
export class Text {
  readonly length: number;
  readonly #chunks: readonly Chunk[];
  /** Of each chunk: the offset where it begins, and how many line breaks stand before it. */
  readonly #starts: Float64Array;
  readonly #lines: Float64Array;
  readonly #lineBreaks: number;
  /** The whole, as long as no edit has parted it; its chunks are slices of it. */
  readonly #whole: string | undefined;

  private constructor(chunks: readonly Chunk[], whole?: string) {
    this.#whole = whole;
    this.#chunks = chunks;
    this.#starts = new Float64Array(chunks.length);
    this.#lines = new Float64Array(chunks.length);
    let length = 0;
    let lineBreaks = 0;
    for (const [index, chunk] of chunks.entries()) {
      this.#starts[index] = length;
      this.#lines[index] = lineBreaks;
      length += chunk.text.length;
      lineBreaks += chunk.lineStarts.length;
    }
    this.length = length;
    this.#lineBreaks = lineBreaks;
  }

  static from(content: string): Text {
    return new Text(splitIntoChunks(content), content);
  }

  get lineCount(): number {
    return this.#lineBreaks + 1;
  }

  toString(): string {
    return this.#whole ?? this.slice(0, this.length);
  }

  /** What stands between two offsets, which may lie behind the end. */
  slice(start: number, behind: number): string {
    const end = Math.min(behind, this.length);
    if (start >= end) return '';
    if (this.#whole !== undefined) return this.#whole.slice(start, end);
    const first = this.#chunkAt(start);
    const last = this.#chunkAt(end - 1);
    if (first === last) return this.#chunk(first).text.slice(start - this.#start(first), end - this.#start(first));
    const parts = [this.#chunk(first).text.slice(start - this.#start(first))];
    for (let index = first + 1; index < last; index++) parts.push(this.#chunk(index).text);
    parts.push(this.#chunk(last).text.slice(0, end - this.#start(last)));
    return parts.join('');
  }

  /** The text with `[start, end)` replaced. */
  replace(start: number, end: number, newText: string): Text {
    if (this.length === 0) return Text.from(newText);
    let first = this.#chunkAt(start);
    let last = this.#chunkAt(Math.max(start, end - 1));
    // A line break of two characters must not end up in two chunks, nor a surrogate pair: take in the neighbours at a seam.
    if (first > 0 && start === this.#start(first)) first--;
    if (last < this.#chunks.length - 1 && end === this.#start(last + 1)) last++;
    const lastChunk = this.#chunk(last);
    const touched =
      this.#chunk(first).text.slice(0, start - this.#start(first)) +
      newText +
      lastChunk.text.slice(end - this.#start(last));
    return new Text([...this.#chunks.slice(0, first), ...splitIntoChunks(touched), ...this.#chunks.slice(last + 1)]);
  }

  /** An edit that makes this text of another one. Finds fast what edits of that have left alone, and may say more than has changed. */
  editOf(before: Text): OffsetEdit {
    const shorter = Math.min(this.#chunks.length, before.#chunks.length);
    let head = 0;
    while (head < shorter && this.#chunks[head] === before.#chunks[head]) head++;
    let tail = 0;
    while (tail < shorter - head && this.#chunks.at(-1 - tail) === before.#chunks.at(-1 - tail)) tail++;
    const start = this.#start(head);
    return {
      start,
      end: before.#start(before.#chunks.length - tail),
      newText: this.slice(start, this.#start(this.#chunks.length - tail)),
    };
  }

  /** The position of an offset, which is clamped to the text. */
  positionAt(offset: number, encoding: PositionEncoding): Position {
    const clamped = Math.min(Math.max(offset, 0), this.length);
    const line = this.#lineAt(clamped);
    return { line, character: this.#measure(this.#lineStart(line), clamped, encoding) };
  }

  rangeAt(start: number, end: number, encoding: PositionEncoding): Range {
    return { start: this.positionAt(start, encoding), end: this.positionAt(end, encoding) };
  }

  /** The offset of a position; behind the end of a line it is the line's end, behind the last line the text's. */
  offsetAt(position: Position, encoding: PositionEncoding): number {
    if (position.line >= this.lineCount) return this.length;
    if (position.line < 0) return 0;
    const start = this.#lineStart(position.line);
    const end = this.lineEnd(position.line);
    let remaining = Math.max(position.character, 0);
    if (encoding === 'utf-16') return Math.min(start + remaining, end);
    let offset = start;
    while (offset < end) {
      const index = this.#chunkAt(offset);
      const chunk = this.#chunk(index);
      const chunkEnd = Math.min(this.#start(index) + chunk.text.length, end);
      const from = offset - this.#start(index);
      const to = chunkEnd - this.#start(index);
      const units = chunk.measure(from, to, encoding);
      if (remaining < units) return offset + chunk.advance(from, remaining, encoding) - from;
      remaining -= units;
      offset = chunkEnd;
    }
    return end;
  }

  /** Where a line ends, before its line break. */
  lineEnd(line: number): number {
    if (line >= this.#lineBreaks) return this.length;
    const next = this.#lineStart(line + 1);
    return this.slice(next - 2, next) === '\r\n' ? next - 2 : next - 1;
  }

  #lineAt(offset: number): number {
    if (this.#chunks.length === 0) return 0;
    const index = offset === this.length ? this.#chunks.length - 1 : this.#chunkAt(offset);
    return (this.#lines[index] ?? 0) + this.#chunk(index).lineBreaksUpTo(offset - this.#start(index));
  }

  #lineStart(line: number): number {
    if (line <= 0) return 0;
    // The chunk that holds the line break before this line: the last one with fewer breaks before it.
    const chunk = lastAtMost(this.#lines, line - 1);
    const within = line - 1 - (this.#lines[chunk] ?? 0);
    return this.#start(chunk) + (this.#chunk(chunk).lineStarts[within] ?? 0);
  }

  #measure(start: number, end: number, encoding: PositionEncoding): number {
    if (encoding === 'utf-16' || start === end) return end - start;
    let units = 0;
    for (let offset = start; offset < end; ) {
      const index = this.#chunkAt(offset);
      const chunk = this.#chunk(index);
      const chunkEnd = Math.min(this.#start(index) + chunk.text.length, end);
      units += chunk.measure(offset - this.#start(index), chunkEnd - this.#start(index), encoding);
      offset = chunkEnd;
    }
    return units;
  }

  #chunkAt(offset: number): number {
    return lastAtMost(this.#starts, offset);
  }

  #chunk(index: number): Chunk {
    const chunk = this.#chunks[index];
    if (!chunk) throw new RangeError(`no chunk ${index} in a text of ${this.#chunks.length}`);
    return chunk;
  }

  #start(index: number): number {
    return this.#starts[index] ?? this.length;
  }
}

import { advance, lengthIn, type PositionEncoding } from './encoding.ts';

const chunkSize = 32_768;

/** A part of a text with its line breaks. No line break of two characters and no surrogate pair lies in two chunks. */
export class Chunk {
  readonly text: string;
  /** For each line break in the chunk, the offset behind it. */
  readonly lineStarts: readonly number[];
  #utf8: number | undefined;
  #utf32: number | undefined;

  constructor(text: string) {
    this.text = text;
    this.lineStarts = lineStartsOf(text);
  }

  /** How many of the chunk's line breaks end at or before an offset. */
  lineBreaksUpTo(offset: number): number {
    let low = 0;
    let high = this.lineStarts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  measure(start: number, end: number, encoding: PositionEncoding): number {
    if (start === 0 && end === this.text.length) return this.#lengthIn(encoding);
    if (this.#lengthIn(encoding) === this.text.length) return end - start;
    return lengthIn(this.text.slice(start, end), encoding);
  }

  /** The offset that lies `units` of the encoding behind `start`. */
  advance(start: number, units: number, encoding: PositionEncoding): number {
    if (this.#lengthIn(encoding) === this.text.length) return start + units;
    return advance(this.text, start, units, encoding);
  }

  /** Kept, because a minified notebook is one line of many chunks, which every position on it has to count. */
  #lengthIn(encoding: PositionEncoding): number {
    switch (encoding) {
      case 'utf-8':
        this.#utf8 ??= lengthIn(this.text, 'utf-8');
        return this.#utf8;
      case 'utf-16':
        return this.text.length;
      case 'utf-32':
        this.#utf32 ??= lengthIn(this.text, 'utf-32');
        return this.#utf32;
    }
  }
}

export function splitIntoChunks(content: string): Chunk[] {
  const chunks: Chunk[] = [];
  // In equal parts: a full chunk that grows by a character must not shed a chunk of one character.
  const size = Math.ceil(content.length / Math.max(1, Math.floor(content.length / chunkSize)));
  let start = 0;
  while (start < content.length) {
    let end = Math.min(start + size, content.length);
    while (end < content.length && joinsAt(content, end)) end++;
    chunks.push(new Chunk(content.slice(start, end)));
    start = end;
  }
  return chunks;
}

/** True when the characters before and behind an offset belong together. */
function joinsAt(content: string, offset: number): boolean {
  const before = content.charCodeAt(offset - 1);
  const behind = content.charCodeAt(offset);
  return (before === 13 && behind === 10) || ((before & 0xfc00) === 0xd800 && (behind & 0xfc00) === 0xdc00);
}

function lineStartsOf(text: string): number[] {
  const starts: number[] = [];
  let lineFeed = text.indexOf('\n');
  let carriageReturn = text.indexOf('\r');
  while (lineFeed >= 0 || carriageReturn >= 0) {
    if (carriageReturn < 0 || (lineFeed >= 0 && lineFeed < carriageReturn)) {
      starts.push(lineFeed + 1);
      lineFeed = text.indexOf('\n', lineFeed + 1);
    } else if (lineFeed === carriageReturn + 1) {
      starts.push(lineFeed + 1);
      carriageReturn = text.indexOf('\r', lineFeed + 1);
      lineFeed = text.indexOf('\n', lineFeed + 1);
    } else {
      starts.push(carriageReturn + 1);
      carriageReturn = text.indexOf('\r', carriageReturn + 1);
    }
  }
  return starts;
}

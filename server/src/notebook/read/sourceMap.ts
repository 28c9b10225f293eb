import { lastAtMost } from '../text/search.ts';
import type { Field } from './field.ts';

/** One JSON string of a source, as offsets in the cell's text: between its quotes, and where it begins in the decoded source. */
export interface SourceString {
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly decodedStart: number;
}

/**
 * Where each character of a cell's decoded source lies in the cell's JSON text, and back: through escapes, lists of lines
 * and single strings. Kept as the points at which the two stop running in parallel; between them both count alike.
 */
export class SourceMap {
  /** Each JSON string of the source in turn; empty where there is none. */
  readonly strings: readonly SourceString[];
  readonly decodedLength: number;
  readonly #raw: string;
  readonly #base: number;
  readonly #decoded: number[] = [];
  readonly #json: number[] = [];

  constructor(source: Field | undefined) {
    this.#raw = source?.value.raw ?? '';
    this.#base = source?.start ?? 0;
    const strings: SourceString[] = [];
    let decoded = 0;
    for (const { start, end } of stringsOf(source)) {
      strings.push({ contentStart: this.#base + start + 1, contentEnd: this.#base + end - 1, decodedStart: decoded });
      decoded = this.#addString(start + 1, end - 1, decoded);
    }
    this.strings = strings;
    this.decodedLength = decoded;
  }

  /** Where the character at a source offset begins in the cell's text; for the source's end, where the last string ends. */
  jsonStart(offset: number): number {
    if (offset >= this.decodedLength) return this.strings.at(-1)?.contentEnd ?? this.#base;
    const point = lastAtMost(this.#decoded, offset);
    return this.#base + (this.#json[point] ?? 0) + offset - (this.#decoded[point] ?? 0);
  }

  /** Where the character before a source offset ends in the cell's text; it may be in another line than {@link jsonStart}. */
  jsonEnd(offset: number): number {
    if (offset <= 0) return this.jsonStart(0);
    const start = this.jsonStart(Math.min(offset, this.decodedLength) - 1);
    return start + escapeLength(this.#raw, start - this.#base);
  }

  /** The source offset of the character that lies at an offset of the cell's text; between two strings, where the second begins. */
  sourceOffset(jsonOffset: number): number {
    const offset = jsonOffset - this.#base;
    const point = lastAtMost(this.#json, offset);
    const json = this.#json[point] ?? 0;
    const decoded = this.#decoded[point] ?? 0;
    if (offset <= json) return decoded;
    const limit = this.#decoded[point + 1] ?? this.decodedLength;
    const last = json + limit - decoded - 1;
    // The stretch ends with an escape, whose inside belongs to one character.
    if (offset > last && offset < last + escapeLength(this.#raw, last)) return limit - 1;
    return Math.min(decoded + offset - json, limit);
  }

  #addString(start: number, end: number, decodedStart: number): number {
    this.#addPoint(decodedStart, start);
    let decoded = decodedStart;
    let position = start;
    for (;;) {
      const backslash = this.#raw.indexOf('\\', position);
      if (backslash < 0 || backslash >= end) return decoded + end - position;
      const length = escapeLength(this.#raw, backslash);
      decoded += backslash - position + 1;
      position = backslash + length;
      this.#addPoint(decoded, position);
    }
  }

  #addPoint(decoded: number, json: number): void {
    this.#decoded.push(decoded);
    this.#json.push(json);
  }
}

function stringsOf(source: Field | undefined): readonly { start: number; end: number }[] {
  const tree = source?.value.tree();
  if (tree?.type === 'string') return [tree];
  return tree?.type === 'array' ? tree.items.filter((item) => item.type === 'string') : [];
}

/** How many characters of JSON stand for the one code unit that begins at an offset. */
function escapeLength(raw: string, offset: number): number {
  if (raw.charCodeAt(offset) !== 92) return 1;
  return raw.charCodeAt(offset + 1) === 117 ? 6 : 2;
}

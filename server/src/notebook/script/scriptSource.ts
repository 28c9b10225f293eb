import { lastAtMost } from '../text/search.ts';
import type { SourceLine } from './syntax/lines.ts';

/**
 * A cell's source and where each character of it lies in the script, and back. Kept as the points at which the two stop running
 * in parallel, as in {@link SourceMap}. Offsets of the script are UTF-16 code units of its text.
 */
export class ScriptSource {
  readonly text: string;
  readonly #points: Points;
  /** By how much what the points say of the script has moved. */
  readonly #by: number;

  private constructor(text: string, points: Points, by: number) {
    this.text = text;
    this.#points = points;
    this.#by = by;
  }

  /** `place` is where a source without lines would stand. */
  static of(lines: readonly SourceLine[], place: number): ScriptSource {
    const points = new Points();
    let lineStart = 0;
    for (const { text, spans } of lines) {
      for (const { at, start, length } of spans) points.add(lineStart + at, start, length);
      lineStart += text.length + 1;
    }
    if (lines.length === 0) points.add(0, place, 0);
    return new ScriptSource(lines.map(({ text }) => text).join('\n'), points, 0);
  }

  /** The same source, when so many code units have come before it. */
  movedBy(by: number): ScriptSource {
    return by === 0 ? this : new ScriptSource(this.text, this.#points, this.#by + by);
  }

  /** Where the character at a source offset begins in the script; a line break begins where its line ends. */
  scriptStart(offset: number): number {
    const { decoded, script, lengths } = this.#points;
    const point = lastAtMost(decoded, offset);
    const within = Math.max(0, offset - (decoded[point] ?? 0));
    return this.#by + (script[point] ?? 0) + Math.min(within, lengths[point] ?? 0);
  }

  /** Where the character before a source offset ends in the script; it may be in another line than {@link scriptStart}. */
  scriptEnd(offset: number): number {
    if (offset <= 0) return this.scriptStart(0);
    const { decoded, lengths } = this.#points;
    const before = Math.min(offset, this.text.length) - 1;
    const start = this.scriptStart(before);
    const point = lastAtMost(decoded, before);
    const isWritten = before - (decoded[point] ?? 0) < (lengths[point] ?? 0) && before >= (decoded[point] ?? 0);
    return isWritten ? start + 1 : start;
  }

  /** The source offset of the character at an offset of the script; between two stretches, where the second begins. */
  sourceOffset(scriptOffset: number): number {
    const { decoded, script, lengths } = this.#points;
    const point = lastAtMost(script, scriptOffset - this.#by);
    const within = Math.max(0, scriptOffset - this.#by - (script[point] ?? 0));
    const length = lengths[point] ?? 0;
    if (within > length && point + 1 < decoded.length) return decoded[point + 1] ?? 0;
    return (decoded[point] ?? 0) + Math.min(within, length);
  }
}

class Points {
  readonly decoded: number[] = [];
  readonly script: number[] = [];
  readonly lengths: number[] = [];

  add(decoded: number, script: number, length: number): void {
    this.decoded.push(decoded);
    this.script.push(script);
    this.lengths.push(length);
  }
}

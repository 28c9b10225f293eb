import { lastAtMost } from '../text/search.ts';
import type { SourceLine } from './lines.ts';

/**
 * A cell's source and where each character of it lies in the script, and back. Kept as the points at which the two stop running
 * in parallel, as in {@link SourceMap}. Offsets of the script are UTF-16 code units of its text.
 */
export class ScriptSource {
  readonly text: string;
  readonly #decoded: number[] = [];
  readonly #script: number[] = [];
  readonly #lengths: number[] = [];

  /** `place` is where a source without lines would stand. */
  constructor(lines: readonly SourceLine[], place: number) {
    this.text = lines.map(({ text }) => text).join('\n');
    let lineStart = 0;
    for (const { text, spans } of lines) {
      for (const { at, start, length } of spans) this.#add(lineStart + at, start, length);
      lineStart += text.length + 1;
    }
    if (lines.length === 0) this.#add(0, place, 0);
  }

  /** Where the character at a source offset begins in the script; a line break begins where its line ends. */
  scriptStart(offset: number): number {
    const point = lastAtMost(this.#decoded, offset);
    const within = Math.max(0, offset - (this.#decoded[point] ?? 0));
    return (this.#script[point] ?? 0) + Math.min(within, this.#lengths[point] ?? 0);
  }

  /** Where the character before a source offset ends in the script; it may be in another line than {@link scriptStart}. */
  scriptEnd(offset: number): number {
    if (offset <= 0) return this.scriptStart(0);
    const before = Math.min(offset, this.text.length) - 1;
    const start = this.scriptStart(before);
    const point = lastAtMost(this.#decoded, before);
    const isWritten =
      before - (this.#decoded[point] ?? 0) < (this.#lengths[point] ?? 0) && before >= (this.#decoded[point] ?? 0);
    return isWritten ? start + 1 : start;
  }

  /** The source offset of the character at an offset of the script; between two stretches, where the second begins. */
  sourceOffset(scriptOffset: number): number {
    const point = lastAtMost(this.#script, scriptOffset);
    const within = Math.max(0, scriptOffset - (this.#script[point] ?? 0));
    const length = this.#lengths[point] ?? 0;
    if (within > length && point + 1 < this.#decoded.length) return this.#decoded[point + 1] ?? 0;
    return (this.#decoded[point] ?? 0) + Math.min(within, length);
  }

  #add(decoded: number, script: number, length: number): void {
    this.#decoded.push(decoded);
    this.#script.push(script);
    this.#lengths.push(length);
  }
}

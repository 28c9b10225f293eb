/** An opened fence of Markdown: its sign and how often it stands. */
export interface Fence {
  readonly sign: string;
  readonly length: number;
}

const fenceLine = /^ {0,3}(`{3,}|~{3,})(.*)$/s;

/** The fences in lines of prose. Looks at every line once, when first asked. */
export class Fences {
  readonly #lines: () => readonly string[];
  #closing: ReadonlyMap<string, Float64Array> | undefined;

  constructor(lines: () => readonly string[]) {
    this.#lines = lines;
  }

  /** The fence that a line opens and a later line closes. */
  openedBy(index: number, text: string): Fence | undefined {
    const [, signs = '', info = ''] = fenceLine.exec(text) ?? [];
    const sign = signs[0];
    if (!sign || (sign === '`' && info.includes('`'))) return undefined;
    this.#closing ??= longestClosing(this.#lines());
    const longest = this.#closing.get(sign)?.[index + 1] ?? 0;
    return longest >= signs.length ? { sign, length: signs.length } : undefined;
  }
}

export function closesFence(text: string, { sign, length }: Fence): boolean {
  const [, signs = '', info = ''] = fenceLine.exec(text) ?? [];
  return signs[0] === sign && signs.length >= length && info.trim() === '';
}

/** For each sign: how long the longest closing fence at or behind each line is. */
function longestClosing(lines: readonly string[]): ReadonlyMap<string, Float64Array> {
  const longest = new Map(['`', '~'].map((sign) => [sign, new Float64Array(lines.length + 1)] as const));
  for (let index = lines.length - 1; index >= 0; index--) {
    const [, signs = '', info = ''] = fenceLine.exec(lines[index] ?? '') ?? [];
    for (const [sign, lengths] of longest) {
      const own = signs[0] === sign && info.trim() === '' ? signs.length : 0;
      lengths[index] = Math.max(own, lengths[index + 1] ?? 0);
    }
  }
  return longest;
}

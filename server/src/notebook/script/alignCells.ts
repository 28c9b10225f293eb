import type { Cell } from '../model.ts';

/** The saved cell that a shown one was, and whether it still is as it was saved. */
export interface Twin {
  readonly index: number;
  readonly isSame: boolean;
}

type Content = Pick<Cell, 'type' | 'source'>;

/**
 * For each cell shown, the saved cell that it was: by its content, wherever that stands now, and, between two that are known, by its place
 * where the contents are alike. No saved cell is the twin of two. Linear in the number of cells, but for what lies between known ones.
 */
export function alignCells(shown: readonly Content[], saved: readonly Content[]): readonly (Twin | undefined)[] {
  const alignment = new Alignment(shown, saved);
  alignment.matchEnds();
  alignment.matchUnique();
  alignment.extend();
  alignment.matchInOrder();
  alignment.matchChanged();
  return alignment.twins;
}

class Alignment {
  readonly twins: (Twin | undefined)[];
  readonly #shown: readonly Content[];
  readonly #saved: readonly Content[];
  /** Made when they are asked for. */
  readonly #shownKeys: (string | undefined)[] = [];
  readonly #savedKeys: (string | undefined)[] = [];
  readonly #taken: boolean[];

  constructor(shown: readonly Content[], saved: readonly Content[]) {
    this.#shown = shown;
    this.#saved = saved;
    this.twins = shown.map(() => undefined);
    this.#taken = saved.map(() => false);
  }

  /** A change in one place leaves what stands before and behind it. */
  matchEnds(): void {
    const shorter = Math.min(this.#shown.length, this.#saved.length);
    let head = 0;
    while (head < shorter && this.#matchSame(head, head)) head++;
    const [lastShown, lastSaved] = [this.#shown.length - 1, this.#saved.length - 1];
    for (let tail = 0; tail < shorter - head && this.#matchSame(lastShown - tail, lastSaved - tail); ) tail++;
  }

  matchUnique(): void {
    const places = this.#places();
    const counts = new Map<string, number>();
    const open = [...this.#shown.keys()].filter((index) => !this.twins[index]);
    for (const index of open) counts.set(this.#shownKey(index), (counts.get(this.#shownKey(index)) ?? 0) + 1);
    for (const index of open) {
      const key = this.#shownKey(index);
      const [place, ...others] = places.get(key) ?? [];
      if (place !== undefined && others.length === 0 && counts.get(key) === 1) this.#matchSame(index, place);
    }
  }

  /** Equal cells, such as those that show a plot, belong to their neighbours. */
  extend(): void {
    for (let index = 1; index < this.#shown.length; index++) {
      const before = this.twins[index - 1];
      if (before) this.#matchSame(index, before.index + 1);
    }
    for (let index = this.#shown.length - 2; index >= 0; index--) {
      const behind = this.twins[index + 1];
      if (behind) this.#matchSame(index, behind.index - 1);
    }
  }

  matchInOrder(): void {
    const places = this.#places();
    const next = new Map<string, number>();
    for (const index of this.#shown.keys()) {
      if (this.twins[index]) continue;
      const key = this.#shownKey(index);
      const at = next.get(key) ?? 0;
      const place = places.get(key)?.[at];
      if (place === undefined) continue;
      next.set(key, at + 1);
      this.#matchSame(index, place);
    }
  }

  /** What is left between two known cells: the same number of cells are the same ones; of others those that are alike. */
  matchChanged(): void {
    for (let first = 0; first < this.#shown.length; ) {
      if (this.twins[first]) {
        first++;
        continue;
      }
      let end = first;
      while (end < this.#shown.length && !this.twins[end]) end++;
      this.#matchGap(first, end);
      first = end;
    }
  }

  #matchGap(first: number, end: number): void {
    const from = first === 0 ? 0 : (this.twins[first - 1]?.index ?? 0) + 1;
    let until = from;
    while (until < this.#saved.length && !this.#taken[until]) until++;
    const isWhole = until - from === end - first;
    let place = from;
    for (let index = first; index < end; index++) {
      const found = isWhole ? from + index - first : this.#likeAt(index, place, Math.min(until, place + window));
      if (found === undefined || this.#shown[index]?.type !== this.#saved[found]?.type) continue;
      this.twins[index] = { index: found, isSame: false };
      this.#taken[found] = true;
      place = found + 1;
    }
  }

  #likeAt(index: number, from: number, until: number): number | undefined {
    for (let place = from; place < until; place++) {
      if (areAlike(this.#shownKey(index), this.#savedKey(place))) return place;
    }
    return undefined;
  }

  #places(): ReadonlyMap<string, readonly number[]> {
    const places = new Map<string, number[]>();
    for (const index of this.#saved.keys()) {
      if (this.#taken[index]) continue;
      const key = this.#savedKey(index);
      const list = places.get(key);
      if (list) list.push(index);
      else places.set(key, [index]);
    }
    return places;
  }

  #matchSame(index: number, place: number): boolean {
    if (this.twins[index] || this.#taken[place] !== false || !this.#areSame(index, place)) return false;
    this.twins[index] = { index: place, isSame: true };
    this.#taken[place] = true;
    return true;
  }

  /** Most are the same to the letter, and need no key. */
  #areSame(index: number, place: number): boolean {
    const [one, other] = [this.#shown[index], this.#saved[place]];
    if (one?.type === other?.type && one?.source === other?.source) return true;
    return this.#shownKey(index) === this.#savedKey(place);
  }

  #shownKey(index: number): string {
    const key = this.#shownKeys[index] ?? keyOf(this.#shown[index]);
    this.#shownKeys[index] = key;
    return key;
  }

  #savedKey(place: number): string {
    const key = this.#savedKeys[place] ?? keyOf(this.#saved[place]);
    this.#savedKeys[place] = key;
    return key;
  }
}

/** How far a changed cell is looked for among several that are gone. */
const window = 20;

/** White space at the ends gets lost between a notebook and a script of it, and line breaks become the script's. */
function keyOf(content: Content | undefined): string {
  return content ? `${content.type} ${content.source.replace(/\r\n?/g, '\n').trim()}` : '';
}

/** True where at least half of the longer text is the beginning or the end of both. */
function areAlike(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length);
  let head = 0;
  while (head < shorter && one[head] === other[head]) head++;
  let tail = 0;
  while (tail < shorter - head && one.at(-1 - tail) === other.at(-1 - tail)) tail++;
  return (head + tail) * 2 >= Math.max(one.length, other.length);
}

/**
 * What was last worked out from a list, for the lists that edits make of it: found by the list's first, middle or last item, of which an edit
 * leaves two as they are. So nobody has to own it, and it goes when the items go. Two lists must not share items unless one was made of the other;
 * where they do, each takes the other's place, which costs time and nothing else.
 */
export class ListMemory<Item extends object, Value> {
  readonly #known = new WeakMap<Item, { last: Remembered<Item, Value> }>();

  /** What was kept last of this list, or of the one that it was made of; undefined where nothing was. */
  last(list: readonly Item[]): Remembered<Item, Value> | undefined {
    return this.#slot(list)?.last;
  }

  keep(list: readonly Item[], value: Value): void {
    const last = { list, value };
    const slot = this.#slot(list) ?? { last };
    slot.last = last;
    for (const item of landmarks(list)) this.#known.set(item, slot);
  }

  #slot(list: readonly Item[]): { last: Remembered<Item, Value> } | undefined {
    for (const item of landmarks(list)) {
      const slot = this.#known.get(item);
      if (slot) return slot;
    }
    return undefined;
  }
}

interface Remembered<Item, Value> {
  readonly list: readonly Item[];
  readonly value: Value;
}

function landmarks<Item>(list: readonly Item[]): readonly Item[] {
  return [list[0], list[list.length >> 1], list.at(-1)].filter((item) => item !== undefined);
}

/** The part in which two lists differ: all before `start`, and all from the ends on, is the same objects. */
export interface Difference {
  readonly start: number;
  readonly endBefore: number;
  readonly endAfter: number;
}

/** Costs a comparison of two pointers an item, once for all who ask. */
export function differenceOf<Item>(before: readonly Item[], after: readonly Item[]): Difference {
  const known = knownDifferences.get(after);
  if (known?.before === before) return known.difference;
  const difference = findDifference(before, after);
  knownDifferences.set(after, { before, difference });
  // Else each list would hold the one before it, to the first.
  knownDifferences.delete(before);
  return difference;
}

const knownDifferences = new WeakMap<object, { readonly before: object; readonly difference: Difference }>();

function findDifference<Item>(before: readonly Item[], after: readonly Item[]): Difference {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, endBefore: before.length - same, endAfter: after.length - same };
}

import { differenceOf, ListMemory } from './listMemory.ts';

/** How each item of a list is read. */
export interface Reading<Item, Value> {
  readonly read: (item: Item, index: number) => Value;
  /** All that `read` looks at besides the item and its index: where it is another, everything is read. */
  readonly context?: unknown;
  readonly isSame: (one: Value, other: Value) => boolean;
}

/**
 * Reads the items of lists, of each list only those that are not in the one that it was made of. Gives the same list of values as before where no
 * value is another.
 */
export class PerItem<Item extends object, Value> {
  readonly #memory = new ListMemory<Item, { readonly context: unknown; readonly values: readonly Value[] }>();

  of(list: readonly Item[], { read, context, isSame }: Reading<Item, Value>): readonly Value[] {
    const last = this.#memory.last(list);
    const values =
      last && last.value.context === context
        ? readAgain(last.list, last.value.values, list, read, isSame)
        : list.map((item, index) => read(item, index));
    if (last?.list !== list || last.value.values !== values) this.#memory.keep(list, { context, values });
    return values;
  }
}

function readAgain<Item, Value>(
  before: readonly Item[],
  known: readonly Value[],
  list: readonly Item[],
  read: Reading<Item, Value>['read'],
  isSame: Reading<Item, Value>['isSame'],
): readonly Value[] {
  const { start, endAfter } = differenceOf(before, list);
  // Of an item that has moved, the index is another.
  if (before.length !== list.length)
    return known.slice(0, start).concat(list.slice(start).map((item, at) => read(item, start + at)));
  const values = list.slice(start, endAfter).map((item, at) => read(item, start + at));
  if (values.every((value, at) => isSame(value, known[start + at] as Value))) return known;
  return known.slice(0, start).concat(values, known.slice(endAfter));
}

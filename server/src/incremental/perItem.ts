import { differenceOf, ListMemory } from './listMemory.ts';

/** How each item of a list is read. */
export interface Reading<Item, Value> {
  readonly read: (item: Item, index: number) => Value;
  /** What an item says that has moved, from what it said before; without it, it is read again. */
  readonly moved?: (known: Value, index: number) => Value;
  /** All that these look at besides: where it is another, everything is read. */
  readonly context?: unknown;
  readonly isSame: (one: Value, other: Value) => boolean;
}

/** For {@link Reading.moved}, where it says the same at any index. */
export function asItIs<Value>(value: Value): Value {
  return value;
}

/**
 * Reads the items of lists, of each list only those that are not in the one that it was made of. Gives the same list of values as before where no
 * value is another.
 */
export class PerItem<Item extends object, Value> {
  readonly #memory = new ListMemory<Item, { readonly context: unknown; readonly values: readonly Value[] }>();

  of(list: readonly Item[], reading: Reading<Item, Value>): readonly Value[] {
    const { read, context } = reading;
    const last = this.#memory.last(list);
    const values =
      last && last.value.context === context
        ? readAgain(last.list, last.value.values, list, reading)
        : list.map((item, index) => read(item, index));
    if (last?.list !== list || last.value.values !== values) this.#memory.keep(list, { context, values });
    return values;
  }

  /** The items of a list that are not in the one that it was made of; where nothing is known of that, or with another context, all. */
  unread(list: readonly Item[], context: unknown): readonly Item[] {
    const last = this.#memory.last(list);
    if (!last || last.value.context !== context) return list;
    const { start, endAfter } = differenceOf(last.list, list);
    return list.slice(start, endAfter);
  }
}

function readAgain<Item, Value>(
  before: readonly Item[],
  known: readonly Value[],
  list: readonly Item[],
  { read, moved, isSame }: Reading<Item, Value>,
): readonly Value[] {
  const { start, endBefore, endAfter } = differenceOf(before, list);
  const isMoved = endBefore !== endAfter;
  const end = isMoved && moved === undefined ? list.length : endAfter;
  const values = list.slice(start, end).map((item, at) => read(item, start + at));
  if (!isMoved && values.every((value, at) => isSame(value, known[start + at] as Value))) return known;
  const behind = known.slice(end - list.length + known.length);
  const there = isMoved && moved && moved !== asItIs ? behind.map((value, at) => moved(value, end + at)) : behind;
  return known.slice(0, start).concat(values, there);
}

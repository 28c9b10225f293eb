import { isDeepStrictEqual } from 'node:util';
import { ListMemory } from './listMemory.ts';
import { asItIs, PerItem } from './perItem.ts';

/**
 * A fact of a list: `read` says what one item has to do with it, as plain data, and `gather` makes the fact of all that. After an edit only the
 * items are read that it touched; where they say the same as before the fact is the same object, and what is {@link remembered} of it holds.
 */
export function gathered<Item extends object, Value, Fact extends object>(
  read: (item: Item) => Value,
  gather: (values: readonly Value[]) => Fact,
): (list: readonly Item[]) => Fact {
  const perItem = new PerItem<Item, Value>();
  const facts = new WeakMap<readonly Value[], Fact>();
  return (list) => {
    const values = perItem.of(list, { read, moved: asItIs, isSame: isDeepStrictEqual });
    const fact = facts.get(values) ?? gather(values);
    facts.set(values, fact);
    return fact;
  };
}

/** What the items of a list have, in one list: the same one as long as it holds the same, also where items without any come and go. */
export function gatheredList<Item extends object, Value>(
  read: (item: Item) => readonly Value[],
): (list: readonly Item[]) => readonly Value[] {
  return inOneList(read, asItIs, () => true);
}

/**
 * The same where it matters which item has it: `place` says so, and is given the item's index, or the one of `indices` that stands for it. It must
 * look at nothing else.
 */
export function placedList<Item extends object, Value, Placed>(
  read: (item: Item) => readonly Value[],
  place: (value: Value, index: number) => Placed,
): (list: readonly Item[], indices?: readonly number[]) => readonly Placed[] {
  return inOneList(read, place, holdsSame);
}

function inOneList<Item extends object, Value, Placed>(
  read: (item: Item) => readonly Value[],
  place: (value: Value, index: number) => Placed,
  isSamePlace: (before: readonly number[], at: readonly number[]) => boolean,
): (list: readonly Item[], indices?: readonly number[]) => readonly Placed[] {
  const perItem = new PerItem<Item, readonly Value[]>();
  const memory = new ListMemory<Item, PlacedValues<Value, Placed>>();
  return (list, indices) => {
    const byItem = perItem.of(list, { read, moved: asItIs, isSame: isDeepStrictEqual });
    const last = memory.last(list);
    if (last?.value.byItem === byItem && last.value.indices === indices) return last.value.placed;
    const values: Value[] = [];
    const at: number[] = [];
    byItem.forEach((own, number) => {
      // Most have nothing.
      if (own.length === 0) return;
      for (const value of own) {
        values.push(value);
        at.push(indices?.[number] ?? number);
      }
    });
    const isSame = last && holdsSame(last.value.values, values) && isSamePlace(last.value.at, at);
    const placed = isSame ? last.value.placed : values.map((value, number) => place(value, at[number] ?? 0));
    memory.keep(list, { byItem, indices, values, at, placed });
    return placed;
  };
}

interface PlacedValues<Value, Placed> {
  readonly byItem: readonly (readonly Value[])[];
  readonly indices: readonly number[] | undefined;
  readonly values: readonly Value[];
  /** The index that each of the values was given. */
  readonly at: readonly number[];
  readonly placed: readonly Placed[];
}

function holdsSame<Value>(before: readonly Value[], values: readonly Value[]): boolean {
  return before.length === values.length && values.every((value, at) => value === before[at]);
}

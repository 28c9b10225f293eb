import { isDeepStrictEqual } from 'node:util';
import { PerItem } from './perItem.ts';

/**
 * A fact of a list: `read` says what one item has to do with it, as plain data, and `gather` makes the fact of all that. After an edit only the
 * items are read that it touched; where they say the same as before the fact is the same object, and what is {@link remembered} of it holds.
 */
export function gathered<Item extends object, Value, Fact extends object>(
  read: (item: Item, index: number) => Value,
  gather: (values: readonly Value[]) => Fact,
): (list: readonly Item[]) => Fact {
  const perItem = new PerItem<Item, Value>();
  const facts = new WeakMap<readonly Value[], Fact>();
  return (list) => {
    const values = perItem.of(list, { read, isSame: isDeepStrictEqual });
    const fact = facts.get(values) ?? gather(values);
    facts.set(values, fact);
    return fact;
  };
}

/** What the items of a list have, in one list. */
export function gatheredList<Item extends object, Value>(
  read: (item: Item, index: number) => readonly Value[],
): (list: readonly Item[]) => readonly Value[] {
  return gathered(read, joined);
}

/** What `flat` gives, in a tenth of its time. */
export function joined<Value>(lists: readonly (readonly Value[])[]): readonly Value[] {
  const values: Value[] = [];
  for (const list of lists) for (const value of list) values.push(value);
  return values;
}

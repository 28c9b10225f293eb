import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gatheredList, placedList } from '../../server/src/incremental/gathered.ts';
import { PerItem } from '../../server/src/incremental/perItem.ts';
import { remembered } from '../../server/src/incremental/remembered.ts';

interface Item {
  readonly says: string;
}

/** Which part of a list is replaced, from 0 to 1, and by items that say what. */
const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat(3),
    inserted: fc.array(fc.constantFrom('', 'a', 'b'), { maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 20 },
);

describe('A fact that is gathered', () => {
  test('Should be the one that a list which nobody has seen has, whatever edits led to it', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const read = ({ says }: Item) => (says === '' ? [] : [says]);
        const place = (value: string, index: number) => `${index} ${value}`;
        const fact = gatheredList(read);
        const placed = placedList(read, place);
        let items: readonly Item[] = ['a', '', 'b', 'a'].map((says) => ({ says }));
        for (const { at, removed, inserted } of list) {
          const start = Math.floor(at * items.length);
          items = items.toSpliced(start, removed, ...inserted.map((says) => ({ says })));
          expect(fact(items)).toEqual(items.flatMap(read));
          const here = (item: Item, index: number) => read(item).map((value) => place(value, index));
          expect(placed(items)).toEqual(items.flatMap(here));
        }
      }),
    );
  });

  test('Should be the same object as long as no item says something else', () => {
    const fact = gatheredList(({ says }: Item) => (says === '' ? [] : [{ says }]));
    const items: readonly Item[] = ['a', '', 'b', ''].map((says) => ({ says }));
    const before = fact(items);
    expect(fact(items.with(2, { says: 'b' }))).toBe(before);
    expect(fact(items.with(2, { says: 'c' }))).not.toBe(before);
  });

  test('Should be the same object where items that say nothing come and go', () => {
    const read = ({ says }: Item) => (says === '' ? [] : [{ says }]);
    const [fact, placed] = [gatheredList(read), placedList(read, ({ says }, index) => `${index} ${says}`)];
    const items: readonly Item[] = ['a', 'b', '', 'c'].map((says) => ({ says }));
    const [before, placedBefore] = [fact(items), placed(items)];
    const fewer = items.toSpliced(2, 1);
    expect(fact(fewer)).toBe(before);
    expect(placedBefore).toEqual(['0 a', '1 b', '3 c']);
    expect(placed(fewer)).toEqual(['0 a', '1 b', '2 c']);
    const more = [...fewer, { says: '' }];
    expect(placed(more)).toBe(placed(fewer));
  });

  test('Should be put where other indices say that its items stand', () => {
    const placed = placedList(
      ({ says }: Item) => [says],
      (says, index) => `${index} ${says}`,
    );
    const items = [{ says: 'a' }, { says: 'b' }];
    expect(placed(items, [1, 4])).toEqual(['1 a', '4 b']);
    expect(placed(items, [2, 4])).toEqual(['2 a', '4 b']);
  });

  test('Should read only the items that are others', () => {
    const read: string[] = [];
    const fact = gatheredList(({ says }: Item) => {
      read.push(says);
      return [says];
    });
    const items: readonly Item[] = ['a', 'b', 'c', 'd', 'e'].map((says) => ({ says }));
    fact(items);
    read.length = 0;
    const others = items.with(3, { says: 'x' });
    fact(others);
    fact(others.toSpliced(1, 1));
    expect(read).toEqual(['x']);
  });
});

describe('What each item says', () => {
  test('Should be read again where something else is looked at', () => {
    const perItem = new PerItem<Item, string>();
    const items = [{ says: 'a' }, { says: 'b' }];
    const of = (ending: string) =>
      perItem.of(items, { read: ({ says }) => says + ending, context: ending, isSame: Object.is });
    expect([of('1'), of('2'), of('1')]).toEqual([
      ['a1', 'b1'],
      ['a2', 'b2'],
      ['a1', 'b1'],
    ]);
  });
});

describe('Work that is remembered', () => {
  test('Should be done once for the same objects, undefined among them', () => {
    let count = 0;
    const work = remembered((_one: object, _other: object | undefined) => ++count);
    const [one, other] = [{}, {}];
    expect([work(one, other), work(one, undefined), work(one, other), work(one, undefined)]).toEqual([1, 2, 1, 2]);
  });
});

describe('What is read of each item', () => {
  test('Should be read again of what has moved, where nobody says what becomes of it', () => {
    const perItem = new PerItem<Item, string>();
    const reading = {
      read: ({ says }: Item, index: number) => `${index} ${says}`,
      isSame: (one: string, other: string) => one === other,
    };
    const items: readonly Item[] = ['a', 'b', 'c'].map((says) => ({ says }));
    perItem.of(items, reading);
    expect(perItem.of(items.toSpliced(0, 1), reading)).toEqual(['0 b', '1 c']);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gatheredList } from '../../server/src/incremental/gathered.ts';
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
        const read = ({ says }: Item, index: number) => (says === '' ? [] : [`${index} ${says}`]);
        const fact = gatheredList(read);
        let items: readonly Item[] = ['a', '', 'b', 'a'].map((says) => ({ says }));
        for (const { at, removed, inserted } of list) {
          const start = Math.floor(at * items.length);
          items = items.toSpliced(start, removed, ...inserted.map((says) => ({ says })));
          expect(fact(items)).toEqual(items.flatMap(read));
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

  test('Should read only the items that are others', () => {
    const read: string[] = [];
    const fact = gatheredList(({ says }: Item) => {
      read.push(says);
      return [says];
    });
    const items: readonly Item[] = ['a', 'b', 'c', 'd', 'e'].map((says) => ({ says }));
    fact(items);
    read.length = 0;
    fact(items.with(3, { says: 'x' }));
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

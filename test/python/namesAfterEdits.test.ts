import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyseNames } from '../../server/src/python/index.ts';
import { read } from './support.ts';

const sources = fc.constantFrom(
  'x = 1',
  'print(x, y)',
  'y = x\nx',
  'del x',
  'def f():\n    return y',
  'f()',
  'from m import *',
  'from __future__ import annotations',
  'def g(a: z): pass',
  'try:\n    1\nexcept E as x:\n    x',
  'x += 1',
  '# nothing',
  ' x =',
);

const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat(2),
    inserted: fc.array(sources, { maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 12 },
);

test('Names after edits should be as they are when the same cells are read anew', () => {
  fc.assert(
    fc.property(fc.array(sources, { maxLength: 6 }), edits, (start, list) => {
      let cells = start.map(read);
      analyseNames(cells);
      for (const { at, removed, inserted } of list) {
        cells = cells.toSpliced(Math.floor(at * cells.length), removed, ...inserted.map(read));
        // Nothing is known of copies.
        expect(analyseNames(cells)).toEqual(analyseNames(cells.map((cell) => ({ ...cell }))));
      }
    }),
    { numRuns: 200 },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignCells } from '../../../server/src/notebook/index.ts';

/** Cells in letters: a small one is code, a capital one Markdown. `~` behind a number: changed since. */
function aligned(shown: string, saved: string): string {
  return alignCells(cells(shown), cells(saved))
    .map((twin) => (twin ? `${twin.index}${twin.isSame ? '' : '~'}` : '-'))
    .join(' ');
}

function cells(names: string) {
  return names
    .split(' ')
    .filter(Boolean)
    .map((source) => ({ type: /^[A-Z]/.test(source) ? ('markdown' as const) : ('code' as const), source }));
}

describe('Which saved cell a shown one was', () => {
  it('Should find each at its place where nothing has changed', () => {
    expect(aligned('a B c', 'a B c')).toBe('0 1 2');
  });

  it('Should find those around what was inserted and deleted', () => {
    expect(aligned('a x b c', 'a b c')).toBe('0 - 1 2');
    expect(aligned('a c', 'a b c')).toBe('0 2');
  });

  it('Should find cells that were moved', () => {
    expect(aligned('d a B c', 'a B c d')).toBe('3 0 1 2');
    expect(aligned('a c B d', 'a B c d')).toBe('0 2 1 3');
  });

  it('Should take a changed cell for the one that stood there, of the same type', () => {
    expect(aligned('a x c', 'a b c')).toBe('0 1~ 2');
    expect(aligned('a X c', 'a b c')).toBe('0 - 2');
  });

  it('Should tell a changed cell from new ones beside it by what they have in common', () => {
    expect(aligned('a new longtext2 c', 'a longtext1 c')).toBe('0 - 1~ 2');
  });

  it('Should keep equal cells with their neighbours', () => {
    expect(aligned('a p c p', 'a p b p c p')).toBe('0 1 4 5');
  });

  it('Should pass over white space at the ends and other line breaks', () => {
    const shown = [{ type: 'code' as const, source: 'a\nb' }];
    expect(alignCells(shown, [{ type: 'code', source: '\na\r\nb\n' }])).toEqual([{ index: 0, isSame: true }]);
  });

  it('Should give no saved cell to two, and find every one that is unchanged and unique', () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c', 'D', 'long text', 'long texts', ''), { maxLength: 12 });
    fc.assert(
      fc.property(names, names, (shown, saved) => {
        const [one, other] = [shown, saved].map((list) => list.map((source) => ({ type: 'code' as const, source })));
        const twins = alignCells(one ?? [], other ?? []);
        const indices = twins.flatMap((twin) => twin?.index ?? []);
        expect(new Set(indices).size).toBe(indices.length);
        for (const [index, source] of shown.entries()) {
          const isUnique =
            shown.filter((name) => name === source).length === 1 &&
            saved.filter((name) => name === source).length === 1;
          if (isUnique) expect(twins[index]).toEqual({ index: saved.indexOf(source), isSame: true });
        }
      }),
    );
  });

  it('Should take time linear in the number of cells that all changed', () => {
    const many = (mark: string) =>
      Array.from({ length: 20_000 }, (_, index) => ({ type: 'code' as const, source: `${mark}${index}` }));
    const start = performance.now();
    expect(alignCells(many('a'), many('b')).every((twin) => twin?.isSame === false)).toBe(true);
    expect(alignCells(many('a'), many('b').slice(1)).length).toBe(20_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

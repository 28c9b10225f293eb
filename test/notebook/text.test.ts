import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PositionEncoding, Text } from '../../server/src/notebook/index.ts';

const encodings: readonly PositionEncoding[] = ['utf-8', 'utf-16', 'utf-32'];

/** Text of a few characters that matter (line ends, characters of one to four bytes), long enough to fill several chunks. */
const content = fc
  .tuple(
    fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', 'é', '€', '😀', 'line of words '), { maxLength: 40 }),
    fc.nat(4000),
  )
  .map(([parts, times]) => parts.join('').repeat(parts.length > 20 ? 1 : 1 + times / 4));

describe('Text', () => {
  it('Should be the string that its edits make, however they fall', () => {
    fc.assert(
      fc.property(content, fc.array(fc.tuple(fc.nat(), fc.nat(), content), { maxLength: 8 }), (start, edits) => {
        let text = Text.from(start);
        let expected = start;
        for (const [from, length, inserted] of edits) {
          const begin = from % (expected.length + 1);
          const end = Math.min(expected.length, begin + (length % 50_000));
          text = text.replace(begin, end, inserted);
          expected = expected.slice(0, begin) + inserted + expected.slice(end);
        }
        expect(text.toString()).toBe(expected);
        expect(text.lineCount).toBe(expected.split(/\r\n|\r|\n/).length);
      }),
      { numRuns: 150 },
    );
  });

  it.each(['', 'a', 'a line\r\n'])('Should give no more than it has, also where edits have left %j', (left) => {
    const text = Text.from('some words').replace(0, 10, left);
    expect(text.slice(0, 1000)).toBe(left);
    expect(text.slice(1000, 2000)).toBe('');
  });

  it('Should map every offset to a position and back, in each encoding', () => {
    fc.assert(
      fc.property(content, fc.nat(), (start, at) => {
        const text = Text.from(start);
        const offset = characterStart(start, at % (start.length + 1));
        for (const encoding of encodings) {
          const position = text.positionAt(offset, encoding);
          expect(position).toEqual(positionByHand(start, offset, encoding));
          expect(text.offsetAt(position, encoding)).toBe(offset);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('Should keep positions right after edits that join and part line breaks', () => {
    const text = Text.from('a\rb').replace(2, 2, '\n');
    expect(text.lineCount).toBe(2);
    expect(text.positionAt(3, 'utf-16')).toEqual({ line: 1, character: 0 });
    expect(text.replace(2, 3, '').replace(1, 2, '').lineCount).toBe(1);
  });

  it.each([
    [{ line: 0, character: 99 }, 3],
    [{ line: 1, character: 99 }, 6],
    [{ line: 9, character: 0 }, 6],
    [{ line: -1, character: 5 }, 0],
  ])('Should clamp the position %o to the offset %i', (position, offset) => {
    for (const encoding of encodings) expect(Text.from('abc\r\nd').offsetAt(position, encoding)).toBe(offset);
  });

  it.each(['', 'a'])(
    'Should part no line break and no character between the pieces it is kept in (behind %j)',
    (shift) => {
      const breaks = Text.from(shift + '\r\n'.repeat(100_000));
      expect(breaks.lineCount).toBe(100_001);
      expect(breaks.replace(3, 3, 'x').lineCount).toBe(100_001 + 1 - shift.length);
      const faces = Text.from(shift + '😀'.repeat(100_000));
      expect(faces.positionAt(faces.length, 'utf-8')).toEqual({ line: 0, character: shift.length + 400_000 });
      expect(faces.positionAt(faces.length, 'utf-32')).toEqual({ line: 0, character: shift.length + 100_000 });
    },
  );

  it('Should find columns on a line of many megabytes without walking it for each', () => {
    const text = Text.from(`{"é": "${'x'.repeat(8_000_000)}"}`);
    const offset = 7_999_999;
    expect(text.positionAt(offset, 'utf-8')).toEqual({ line: 0, character: offset + 1 });
    expect(text.offsetAt({ line: 0, character: offset + 1 }, 'utf-8')).toBe(offset);
    expect(text.offsetAt({ line: 0, character: offset }, 'utf-32')).toBe(offset);
  });
});

/** Not between a carriage return and its line feed, nor inside a character of two code units: no position stands for those. */
function characterStart(content: string, offset: number): number {
  const pair = content.slice(offset - 1, offset + 1);
  return pair === '\r\n' || /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? offset - 1 : offset;
}

function positionByHand(content: string, offset: number, encoding: PositionEncoding) {
  const lines = content.slice(0, offset).split(/\r\n|\r|\n/);
  const line = lines.at(-1) ?? '';
  const character =
    encoding === 'utf-8' ? Buffer.byteLength(line) : encoding === 'utf-16' ? line.length : [...line].length;
  return { line: lines.length - 1, character };
}

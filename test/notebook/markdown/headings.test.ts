import { expect, test } from 'vitest';
import { headingLevelEdits, readHeadings } from '../../../server/src/notebook/markdown/headings.ts';

function headings(source: string): [level: number, text: string, written: string][] {
  return readHeadings(source).map(({ level, text, start, end }) => [level, text, source.slice(start, end)]);
}

test('Should read headings with hashes and with underlines', () => {
  expect(headings('Words\n\n# One #\n## Two\n\nThree\n=====\n\nFour\n---')).toEqual([
    [1, 'One', '# One #'],
    [2, 'Two', '## Two'],
    [1, 'Three', 'Three\n====='],
    [2, 'Four', 'Four\n---'],
  ]);
});

test('Should give the words without their markup', () => {
  expect(headings('# The *big* `x` and [a link](https://example.org) &amp; ![badge](b.svg)')[0]?.[1]).toBe(
    'The big x and a link &',
  );
  expect(headings('# C# and \\*stars\\* <b>x</b>')[0]?.[1]).toBe('C# and *stars* x');
  expect(headings('#')[0]).toEqual([1, '', '#']);
});

test.each([
  ['no space', '#x'],
  ['seven hashes', '####### x'],
  ['a fenced comment', '```\n# x\n```'],
  ['an indented one', '    # x'],
  ['HTML', '<h1>x</h1>'],
  ['a comment', '<!--\n# x\n-->'],
  ['a quote', '> # x'],
  ['a list', '- # x'],
  ['an escape', '\\# x'],
  ['words alone', 'x = y - z'],
])('Should find no heading in %s', (_, source) => {
  expect(headings(source)).toEqual([]);
});

test('Should count from the source where it begins with a byte order mark or ends lines with CRLF', () => {
  expect(headings('\ufeff# x\r\n\r\n## y\r\n')).toEqual([
    [1, 'x', '# x'],
    [2, 'y', '## y'],
  ]);
});

test.each([
  ['## x ##', 1, '# x ##'],
  ['# x', 2, '## x'],
  ['x\n---', 1, 'x\n==='],
  ['x\n=', 2, 'x\n---'],
  ['   ### x', 1, '   # x'],
] as const)('Should turn %j into one of level %i', (source, level, expected) => {
  const heading = readHeadings(source)[0]!;
  const [edit] = headingLevelEdits(source, heading, level);
  expect(source.slice(0, edit!.start) + edit!.newText + source.slice(edit!.end)).toBe(expected);
});

test('Should take no longer than a blink for what would take the parser minutes', () => {
  const started = performance.now();
  readHeadings(`# ${'**a_ '.repeat(30_000)}`);
  readHeadings(`${'- '.repeat(10_000)}# x\n\n# y`);
  readHeadings(`# x\n\n![](data:image/png;base64,${'A'.repeat(1_000_000)})`);
  expect(performance.now() - started).toBeLessThan(2000);
});

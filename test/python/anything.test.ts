import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  analyseNames,
  canMoveUp,
  cellDependencies,
  flowOf,
  importsOf,
  type PythonCell,
} from '../../server/src/python/index.ts';
import { read } from './support.ts';

/** Pieces of Python and IPython, right and wrong, and characters that cost two UTF-16 code units. */
const pieces = [
  'x',
  'y.z',
  ' = ',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ':',
  ',',
  '\n',
  '\n    ',
  '\n\t',
  '\r\n',
  ' ',
  '"',
  "'",
  '"""',
  'f"{',
  '}"',
  '\\',
  '\\\n',
  '#',
  '%',
  '%%time\n',
  '%time ',
  '!ls {x}',
  '?',
  '>>> ',
  'In [1]: ',
  'def f(a, *b):',
  'class A:',
  'lambda x: ',
  'for i in x:',
  'if x:',
  'else:',
  'try:',
  'except E as e:',
  'import a.b as c',
  'from . import d',
  'from m import *',
  'del x',
  'global x',
  'await ',
  'open("a")',
  ',open a',
  'pd.read_csv("b")',
  'return ',
  'match x:',
  'case [a, *b]:',
  'print x',
  '1',
  '0777',
  '10L',
  ':=',
  '+=',
  '->',
  '@',
  '**',
  '*',
  '😀',
  'é',
  '\ud800',
  '\0',
  'open("a", "w")',
  'globals()["k"] = 1',
  'pip install x',
];

const source = fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((parts) => parts.join(''));

describe('any text at all', () => {
  it('is read without an exception, and every place lies in it', () => {
    fc.assert(
      fc.property(source, (text) => {
        const cell = read(text);
        for (const place of placesOf(cell)) {
          expect(place.start).toBeGreaterThanOrEqual(0);
          expect(place.end).toBeGreaterThanOrEqual(place.start);
          expect(place.end).toBeLessThanOrEqual(text.length);
          expect(isInLineBreak(text, place.start) || isInLineBreak(text, place.end)).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['>>> \\\r\n', '>>> x = (\\\r\n'])('keeps the order of its places where a line moved: %j', (text) => {
    for (const { start, end } of placesOf(read(text))) expect(end).toBeGreaterThanOrEqual(start);
  });

  it.each(['"\r\n', "x = '\r\ny", '(\r\n', ')\r\n', '\r\n\r\n  x\r\n y', '%pip install x\r\n', '!pip install x\r\ny'])(
    'has no place within a line break: %j',
    (text) => {
      for (const { start, end } of placesOf(read(text)))
        expect(isInLineBreak(text, start) || isInLineBreak(text, end)).toBe(false);
    },
  );

  it('has the names of its bindings and reads where they are said to be', () => {
    fc.assert(
      fc.property(source, (text) => {
        for (const event of read(text).names) {
          const named = (event.kind === 'bind' || event.kind === 'read') && event.certain;
          if (named) expect(text.slice(event.start, event.end)).toBe(event.name);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is left unread when the parser would take minutes, and hides no name', () => {
    const cell = read(`x = 1${'\\\n'.repeat(30_000)}`);
    expect(cell.syntaxError).toBeNull();
    expect(cell.names).toMatchObject([{ kind: 'bind', name: 'x', certain: false }]);
  });

  const prototypes = [
    '%constructor x',
    '%%__proto__\nx',
    '%toString',
    'x.constructor("a")',
    'hasOwnProperty(x)',
    'constructor',
    'import constructor',
  ];
  it.each(prototypes)('may be called as what every object has: %j', (text) => {
    expect(read(text).syntaxError).toBeNull();
    expect(() => analyseNames([read(text)])).not.toThrow();
  });

  const spaces = ' '.repeat(200_000);
  const long: readonly (readonly [what: string, text: string])[] = [
    ['statements on a line', 'x;'.repeat(100_000)],
    ['spaces after a word', `ls a${spaces}\nb`],
    ['spaces after a magic', `%%time a${spaces}b\nx`],
    ['a word before a question', `${'a'.repeat(200_000)} ]?`],
    ['quotes in a string', `f('${'"'.repeat(200_000)} x')`],
    ['a chain of calls', `x${`.f(${'1, '.repeat(100)})`.repeat(500)}`],
  ];
  it.each(long)('is read in no time: %s', (_, text) => {
    const before = performance.now();
    read(text);
    expect(performance.now() - before).toBeLessThan(3000);
  });

  it('gives the same facts each time, and can be analysed with its like', () => {
    fc.assert(
      fc.property(fc.array(source, { minLength: 1, maxLength: 4 }), (texts) => {
        const cells = texts.map(read);
        expect(texts.map(read)).toEqual(cells);
        analyseNames(cells);
        importsOf(cells, undefined);
        cellDependencies(flowOf(cells));
        canMoveUp(cells, cells.length - 1, 0);
      }),
      { numRuns: 500 },
    );
  });
});

function placesOf(cell: PythonCell): readonly { readonly start: number; readonly end: number }[] {
  const { syntaxError, magics, imports, names, files, installs, nbprojectCalls, randomness } = cell;
  const inner = nbprojectCalls.flatMap((call) => call.arguments);
  return [
    ...(syntaxError === null ? [] : [syntaxError]),
    ...magics,
    ...imports,
    ...names,
    ...files,
    ...installs,
    ...nbprojectCalls,
    ...inner,
    ...randomness,
  ];
}

/** Between the two characters of one. */
function isInLineBreak(text: string, offset: number): boolean {
  return text[offset] === '\n' && text[offset - 1] === '\r';
}

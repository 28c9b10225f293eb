import { describe, expect, it } from 'vitest';
import { canMoveUp, cellDependencies, flowOf } from '../../server/src/python/index.ts';
import { readAll } from './support.ts';

function dependencies(...sources: readonly string[]): readonly string[] {
  return cellDependencies(flowOf(readAll(...sources))).map(
    ({ kind, name, from, to, certain }) => `${from} -> ${to} ${name} ${kind}${certain ? '' : '?'}`,
  );
}

describe('what flows into a cell and out of it', () => {
  const cases: readonly (readonly [source: string, flow: object])[] = [
    ['x = y', { reads: ['y'], defines: ['x'] }],
    ['x = 1\ny = x', { reads: [], defines: ['x', 'y'] }],
    ['x.append(y)', { reads: ['x', 'y'], changes: ['x'], mayChange: ['y'] }],
    ['x[0] = 1', { reads: ['x'], changes: ['x'] }],
    ['x.a.b = 1', { reads: ['x'], changes: ['x'] }],
    ['del x[0]', { reads: ['x'], changes: ['x'] }],
    ['del x', { reads: ['x'], defines: ['x'] }],
    ['x += 1', { reads: ['x'], defines: ['x'] }],
    ['f(x)', { reads: ['f', 'x'], mayChange: ['x'] }],
    ['print(len(x))', { reads: ['x'], mayChange: [] }],
    ['y = x.head()', { reads: ['x'], mayChange: [] }],
    ['def f(): return x', { reads: [], defines: ['f'] }],
    ['from m import *', { anything: true }],
  ];
  it.each(cases)('%j', (source, expected) => {
    const [flow] = flowOf(readAll(source));
    const plain = Object.fromEntries(
      Object.entries(flow!).map(([key, value]) => [key, value instanceof Set ? [...value] : value]),
    );
    expect(plain).toMatchObject(expected);
  });

  it('counts what a function does for the cells that use it', () => {
    const flows = flowOf(readAll('def g():\n    global n\n    n = 1\n    log.append(k)', 'def f(): return g()', 'f()'));
    expect([...flows[2]!.reads].sort()).toEqual(['f', 'g', 'k', 'log']);
    expect([...flows[2]!.defines]).toEqual(['n']);
    expect([...flows[2]!.changes]).toEqual(['log']);
  });
});

describe('dependencies between cells', () => {
  const cases: readonly (readonly [cells: readonly string[], found: readonly string[]])[] = [
    [['x = 1', 'y = x'], ['0 -> 1 x read-after-write']],
    [['print(x)', 'x = 1'], ['0 -> 1 x write-after-read']],
    [['x = 1', 'x = 2'], ['0 -> 1 x write-after-write']],
    [
      ['x = []', 'x.append(1)', 'x'],
      ['0 -> 1 x read-after-write', '0 -> 1 x write-after-write', '1 -> 2 x read-after-write'],
    ],
    [
      ['x = []', 'f(x)', 'x'],
      ['0 -> 1 x read-after-write', '0 -> 2 x read-after-write', '1 -> 2 x read-after-write?'],
    ],
    [['x = 1', 'from m import *', 'x'], ['0 -> 2 x read-after-write?']],
    [
      ['import os', 'os.remove("a")', 'os.listdir()'],
      ['0 -> 1 os read-after-write', '0 -> 2 os read-after-write', '1 -> 2 os read-after-write?'],
    ],
    [['x = 1', 'y = 2'], []],
    [
      ['x = 1', 'def f(): return x', 'f()'],
      ['0 -> 2 x read-after-write', '1 -> 2 f read-after-write'],
    ],
  ];
  it.each(cases)('%j', (cells, found) => expect([...dependencies(...cells)].sort()).toEqual([...found].sort()));

  it('grow with the number of cells, not with its square', () => {
    const cells = Array.from({ length: 2000 }, (_, index) => `shared.append(x${index})\nx${index + 1} = shared`);
    expect(dependencies(...cells).length).toBeLessThan(10 * cells.length);
  });
});

describe('moving a cell up', () => {
  const safe: readonly (readonly [what: string, cells: readonly string[], from: number, to: number])[] = [
    ['an import that is used above', ['np.zeros(3)', 'import numpy as np'], 1, 0],
    ['a function that is used above', ['f()', 'x = 1', 'def f(): return x'], 2, 0],
    ['a constant', ['print(n)', 'n = 10'], 1, 0],
    [
      'what reads a module that others use',
      ['import numpy as np', 'np.random.seed(1)\nprint(x)', 'x = np.zeros(3)'],
      2,
      1,
    ],
    ['what reads constants only', ['a = 1', 'print(b)', 'b = a + 1'], 2, 1],
  ];
  it.each(safe)('is safe: %s', (_, cells, from, to) =>
    expect(canMoveUp(readAll(...cells), from, to)).toEqual({ safe: true }),
  );

  const unsafe: readonly (readonly [
    what: string,
    cells: readonly string[],
    from: number,
    to: number,
    reason: RegExp,
  ])[] = [
    ['a cell between changes what it reads', ['x = 1', 'x = 2', 'y = x'], 2, 1, /reads `x`.*defines or changes/],
    ['what it reads is not there yet', ['print(y)', 'x = 1', 'y = x'], 2, 0, /reads `x`/],
    ['a cell between reads the earlier value', ['x = 1', 'print(x)', 'x = 2'], 2, 1, /earlier `x`/],
    ['a function between reads the earlier value', ['x = 1', 'def f(): return x', 'f()', 'x = 2'], 3, 2, /earlier `x`/],
    ['a cell between defines it, too', ['x = 1', 'y = 0', 'x = 2'], 2, 0, /defines `x`, too/],
    ['it does more than define', ['x', 'x = load()'], 1, 0, /more than define/],
    ['an import waits for its install', ['!pip install m', 'import m'], 1, 0, /install/],
    [
      'an import waits for sys.path',
      ['import sys', 'sys.path.append("src")', 'import mine'],
      2,
      1,
      /modules are found/,
    ],
    ['a star import hides what is read', ['from m import *', 'print(x)', 'x = 1'], 2, 1, /cannot be seen/],
    ['the same object under another name', ['a = []', 'b = a', 'b.append(1)', 'c = len(a)'], 3, 2, /another name/],
    ['a cell between asks whether it is there', ['try: x\nexcept NameError: pass', 'x = 1'], 1, 0, /asks whether/],
    ['an imported object changes', ['from m import y', 'y.append(1)', 'x = len(y)'], 2, 1, /reads `y`/],
    ['it is broken', ['x', 'x = ('], 1, 0, /parsed/],
    ['it covers a builtin', ['print(sum)', 'sum = 1'], 1, 0, /built-in `sum`/],
  ];
  it.each(unsafe)('is not shown to be safe: %s', (_, cells, from, to, reason) => {
    const verdict = canMoveUp(readAll(...cells), from, to);
    expect(verdict.safe ? 'safe' : verdict.reason).toMatch(reason);
  });
});

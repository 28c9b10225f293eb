import { describe, expect, it } from 'vitest';
import { read, textAt } from './support.ts';

/** The names that a cell binds and reads, by their text in the source: wrong offsets would give other texts. */
function namesIn(source: string): { binds: readonly string[]; reads: readonly string[] } {
  const events = read(source).names;
  const texts = (kind: 'bind' | 'read') =>
    events.filter((event) => event.kind === kind).map((event) => textAt(source, event));
  return { binds: texts('bind'), reads: texts('read') };
}

describe('IPython syntax keeps positions', () => {
  const cases: readonly (readonly [source: string, binds: readonly string[], reads: readonly string[]])[] = [
    ['%cd /tmp\nx = y', ['x'], ['y']],
    ['x = !ls {y}\nz = x', ['x', 'z'], ['y', 'x']],
    ['a, b = !ls', ['a', 'b'], []],
    ['    x = y\n    z = x', ['x', 'z'], ['y', 'x']],
    ['>>> x = y\n>>> if x:\n...     z = 1', ['x', 'z'], ['y', 'x']],
    ['In [3]: x = y\n   ...: z = x', ['x', 'z'], ['y', 'x']],
    ['%time x = y', ['x'], ['y']],
    ['%time for i in y: z = i', ['i', 'z'], ['y', 'i']],
    ['%timeit -n 10 -r3 f(y)', [], ['f', 'y']],
    ['x = %time y', ['x'], ['y']],
    ['if a:\n    %time x = b\n    !echo $c', ['x'], ['a', 'b', 'c']],
    ['%%time\n%%capture out\nx = y', ['out', 'x'], ['y']],
    ['\n  %%time\n  x = y', ['x'], ['y']],
    ['!echo "it\'s (\nx = y', ['x'], ['y']],
    ['!ls \\\n  -la\nx = y', ['x'], ['y']],
    ['%time f(a, \\\n  b)', [], ['f', 'a', 'b']],
    ['x?\ny = z', ['y'], ['x', 'z']],
    ['?x\ny = z', ['y'], ['x', 'z']],
    [',f a b\nx = y', ['x'], ['f', 'a', 'b', 'y']],
    ['/f a\nx = y', ['x'], ['f', 'a', 'y']],
    ['s = """\n%time\n!ls\n"""\nx = s', ['s', 'x'], ['s']],
    ['x = (5\n% y)', ['x'], ['y']],
    ['é = "😀"; x = é\n%time z = x', ['é', 'x', 'z'], ['é', 'x']],
  ];
  it.each(cases)('%j', (source, binds, reads) => expect(namesIn(source)).toEqual({ binds, reads }));
});

describe('as IPython has it, an error', () => {
  it.each([
    'foo(x)?',
    'x = [1,\n%time\n]',
    'f(x=!ls)',
    '%time f(a,\n  b)',
    '/',
    'pip install x\nprint(1)',
    'x = y = !ls',
    '    x = 1\ny = (',
    '%%time\nprint 1',
  ])('%j', (source) => {
    expect(read(source).syntaxError).not.toBeNull();
  });
});

describe('as IPython has it, no error', () => {
  it.each([
    '%time print 1',
    '%',
    '%%',
    '!',
    '?',
    '??',
    'x = !',
    '; f',
    '%%time?\nx = 1',
    "%sql select 'it",
    'a = foo?',
    'pip install x',
    'cd ..',
    '%%python2\nprint 1',
    '!!ls',
    'x?; y?'.slice(0, 2),
    '  x = 1\ny = 2',
  ])('%j', (source) => expect(read(source).syntaxError).toBeNull());
});

describe('magics at the head of a cell', () => {
  it('are told with whether their body is Python of the notebook', () => {
    const source = '%%time\n%%bash -s x\nls';
    expect(read(source).magics.map((magic) => ({ ...magic, text: textAt(source, magic) }))).toMatchObject([
      { name: 'time', bodyIsPython: true, text: '%%time' },
      { name: 'bash', arguments: '-s x', bodyIsPython: false, text: '%%bash -s x' },
    ]);
  });
});

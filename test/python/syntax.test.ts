import { describe, expect, it } from 'vitest';
import { read, textAt } from './support.ts';

describe('syntax errors', () => {
  const broken: readonly (readonly [source: string, message: RegExp, at: string])[] = [
    ['print "x"', /Missing parentheses in call to 'print'/, 'print "x"'],
    ['exec "x"', /Missing parentheses in call to 'exec'/, 'exec "x"'],
    ['try:\n    x\nexcept E, e:\n    pass', /must be parenthesized/, 'E'],
    ['raise E, "x"', /Invalid syntax/, 'E, "x"'],
    ['x = 0777', /Leading zeros/, '0777'],
    ['10L', /Invalid decimal literal/, '10L'],
    ['x <> y', /Invalid syntax/, '<>'],
    ['`x`', /Invalid syntax/, '`x`'],
    ['ur"x"', /Invalid string prefix/, 'ur"'],
    ['def f((a, b)): pass', /cannot be parenthesized/, '(a, b)'],
    ['f(a=1, 2)', /Positional argument follows keyword argument/, '2'],
    ['f(**a, *b)', /follows keyword argument unpacking/, '*b'],
    ['def f(a=1, b): pass', /Non-default argument follows/, 'b'],
    ['def f(*): pass', /must follow bare/, '*'],
    ['f(', /'\(' was never closed/, '('],
    ['x = """a', /Unterminated triple-quoted/, '"""'],
    ['x = ["a,\n"]', /Unterminated string/, '"a,'],
    ["x = 'it\ny = 1", /Unterminated string/, "'it"],
    ['f(a]', /Unmatched/, ']'],
    ['x = y: int', /Invalid syntax/, 'y: int'],
    ['a = 1\nconda install m', /needs a %/, 'conda install'],
    ['x = ', /Invalid syntax/, 'x ='],
    ['x = \ny = 1', /Invalid syntax/, '='],
    ['x +\ny', /Invalid syntax/, '+'],
    ['if x:\ny', /Expected an indented block/, 'if x:'],
    ['x = 1\n  y = 2', /Unexpected indent/, 'y = 2'],
    ['if x:\n    y\n  z', /Unindent does not match/, 'z'],
    ['if x:\n    y\n  else:\n    z', /Unindent does not match/, 'else:'],
    ['if x:\n        y\n\tz', /Inconsistent use of tabs/, 'z'],
    ['x + 1 = 2', /Invalid syntax|Cannot assign/, 'x + 1 ='],
    ['del f()', /Cannot delete/, 'f()'],
    ['(a, b) += 1', /Illegal expression for augmented/, '(a, b)'],
    ['x := 1', /Invalid syntax/, 'x := 1'],
    ['"C:\\Users"', /Truncated \\U escape/, '\\U'],
    ['b"é"', /ASCII/, 'é'],
    ['from a import b,', /Trailing comma/, ','],
    ['x = 1 \\', /Unexpected end/, '\\'],
  ];
  it.each(broken)('%j', (source, message, at) => {
    const { syntaxError } = read(source);
    expect(syntaxError?.message).toMatch(message);
    expect(textAt(source, syntaxError ?? { start: 0, end: 0 })).toBe(at);
  });

  it('is one, however much is wrong', () => {
    expect(read('print 1\nprint 2\nexcept:\n').syntaxError).toMatchObject({ start: 0 });
  });
});

describe('no syntax errors', () => {
  const fine = [
    '',
    '   ',
    '# only a comment',
    'print >>f, x',
    'print -1',
    'print (a), b',
    'exec(x) in y',
    'importos',
    'match = case = type = print = 1',
    'await f()',
    'async for x in y: pass',
    'async with a as b: pass',
    '[await x for x in y]',
    'with (a as b, c as d,): pass',
    'match x:\n    case {"k": [*_]} | K(a=1): pass',
    'def f[T: int](x: T) -> T: pass',
    'type A = int',
    'f"{x!r:>{w}} {y=} {z["k"]}"',
    "f'{a + f'{b}'}'",
    'try:\n    x\nexcept* E as e:\n    y',
    'lambda *a, b=1, **k: x',
    'x = *a, b',
    'def f(a, /, b, *, c): pass',
    '2.',
    '1_000j',
    '0o17',
    'if x: y; z',
    'x;',
    'a,\nb = c',
    'é = 1',
    'x = 1\r\nif x:\r\n    y = 2\r\n',
    'if x:\n\ty\n',
    'class A: x = 1',
    '@a.b(c)[d]\ndef f(): pass',
    'x = a \\\n  + b',
    '(x): int = 1',
    'return 1',
    'if True:\n# comment\n    x\n  # another\nelse:\n    y',
    '"\\N{BULLET} \\x41 \\u0041"',
    "r'C:\\Users'",
    'print(f"{x:%Y-%m-%d}")',
    'x = yield',
    'global x',
    'del (a, b), c[0]',
    'def f():\n    return [a +\nb, # c\nd]',

    'for x in *a, b: pass',
  ];
  it.each(fine)('%j', (source) => expect(read(source).syntaxError).toBeNull());
});

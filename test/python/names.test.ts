import { describe, expect, it } from 'vitest';
import { analyseNames } from '../../server/src/python/index.ts';
import { nameProblems, readAll, textAt } from './support.ts';

type Case = readonly [what: string, cells: readonly string[], problems: readonly string[]];

function check(cases: readonly Case[]): void {
  it.each(cases)('%s', (_, cells, problems) => expect(nameProblems(...cells)).toEqual(problems));
}

describe('names across cells', () => {
  check([
    ['a name that no cell defines', ['print(x)'], ['undefined-name x in 0']],
    ['a name that an earlier cell defines', ['x = 1', 'x'], []],
    ['a name that only a later cell defines', ['x', 'x = 1'], ['used-before-defined x in 0 -> 1']],
    ['a name that the same cell defines later', ['x\nx = 1'], ['used-before-defined x in 0 -> 0']],
    ['a name read after del', ['x = 1', 'del x', 'x'], ['deleted-name x in 2 -> 1']],
    ['a name defined again after del', ['x = 1\ndel x\nx = 2', 'x'], []],
    ['del of what is not there', ['del x'], ['undefined-name x in 0']],
    ['del that may not happen', ['x = 1\nif x:\n    del x', 'x'], []],
    ['del of an item', ['x = {}\ndel x[0]', 'x'], []],
    ['an augmented assignment of nothing', ['x += 1'], ['undefined-name x in 0']],
    ['an annotation without a value', ['x: int', 'x'], ['undefined-name x in 1']],
    ['a chained assignment', ['a = b = c = 1', 'a + b + c'], []],
    ['starred and nested targets', ['(a, *b), [c, d] = z = 1, 2', 'a, b, c, d, z'], []],
    ['a name in an f-string and its format', ['f"{x!r:>{w}}"'], ['undefined-name x in 0', 'undefined-name w in 0']],
    ['a name defined on one branch only', ['if True:\n    x = 1', 'x'], []],
    ['a walrus', ['if (n := 3) > 2: pass', 'n'], []],
    [
      'with and for targets',
      ['with open("x") as f, g() as (a, b): pass\nfor i, (j, k) in f: pass', 'f, a, b, i, j, k'],
      ['undefined-name g in 0'],
    ],
    ['an attribute and a keyword are no names', ['x = dict(y=1)\nx.z'], []],
    ['a type alias', ['type A = list[int]', 'A'], []],
  ]);
});

describe('functions', () => {
  check([
    ['parameters and locals', ['def f(a, /, b, *c, d=1, **e):\n    g = a, b, c, d, e\n    return g'], []],
    ['a body that reads what a later cell defines', ['def f(): return later', 'later = 1', 'f()'], []],
    ['a body that reads what no cell defines', ['def f(): return nowhere'], ['undefined-name nowhere in 0']],
    ['a body that reads what was deleted when it may have run', ['x = 1\ndef f(): return x\nf()\ndel x'], []],
    ['a default is worked out at once', ['def f(a=x): pass', 'x = 1'], ['used-before-defined x in 0 -> 1']],
    ['a decorator is worked out at once', ['@d\ndef f(): pass'], ['undefined-name d in 0']],
    [
      'an annotation is worked out at once',
      ['def f(a: T) -> R: pass'],
      ['undefined-name T in 0', 'undefined-name R in 0'],
    ],
    ['annotations that are put off', ['from __future__ import annotations', 'def f(a: T) -> R: pass'], []],
    ['an annotation of a local variable is never worked out', ['def f():\n    x: T = 1\n    return x'], []],
    [
      'a local name is its own everywhere',
      ['def f():\n    for i in range(3):\n        if i: print(x)\n        x = 1'],
      [],
    ],
    ['a local is not seen outside', ['def f(): x = 1', 'x'], ['undefined-name x in 1']],
    ['global', ['def f():\n    global x\n    x = 1\nf()', 'x'], []],
    ['nonlocal', ['def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = 2\n    return g, x'], []],
    ['a closure', ['def f(a):\n    def g(): return a\n    return g'], []],
    ['lambda', ['f = lambda a, *b, c=1, **d: (a, b, c, d, e)'], ['undefined-name e in 0']],
    ['recursion', ['def f(n): return f(n - 1)'], []],
    [
      'type parameters',
      ['def f[T](a: T) -> T: return T', 'class C[U]:\n    x: U', 'T, U'],
      ['undefined-name T in 2', 'undefined-name U in 2'],
    ],
    ['super and __class__', ['class A:\n    def f(self): return super().f(), __class__'], []],
  ]);
});

describe('classes and comprehensions', () => {
  check([
    ['a class body sees its own names', ['class A:\n    x = 1\n    y = x'], []],
    ['methods do not see them', ['class A:\n    x = 1\n    def f(self): return x'], ['undefined-name x in 0']],
    ['they are not seen outside', ['class A:\n    x = 1', 'x'], ['undefined-name x in 1']],
    ['a class body runs at once', ['class A:\n    y = x', 'x = 1'], ['used-before-defined x in 0 -> 1']],
    [
      'a comprehension has its own names',
      ['[a for b in c for a in b if a]\nc = a'],
      ['used-before-defined c in 0 -> 0', 'undefined-name a in 0'],
    ],
    ['its first source belongs outside', ['x = [[1]]\n[x for x in x]'], []],
    ['a walrus inside it binds outside', ['[y := 1 for _ in "a"]', 'y'], []],
    ['a dictionary comprehension', ['{k: v for k, v in {}.items()}'], []],
    [
      'match',
      [
        'match 1:\n    case [a, *b] if a: a\n    case {"k": v, **r}: v, r\n    case int(real=n) as m: n, m\n    case K.x | _: pass',
      ],
      ['undefined-name K in 0'],
    ],
  ]);
});

describe('what guards a name', () => {
  check([
    ['except NameError', ['try:\n    x\nexcept NameError:\n    x = 1\nx'], []],
    ['except of several with NameError', ['try: x\nexcept (KeyError, NameError): pass'], []],
    ['a bare except that replaces the name', ['try:\n    unicode\nexcept:\n    unicode = str'], []],
    ['a bare except that hides a mistake', ['try:\n    typo()\nexcept:\n    pass'], ['undefined-name typo in 0']],
    ['suppress(NameError)', ['from contextlib import suppress\nwith suppress(NameError):\n    x'], []],
    ['a question to globals()', ['if "x" not in globals():\n    x = 1\nx', 'if "y" in globals(): y'], []],
    ['a branch in a loop that ran before', ['for i in range(3):\n    if i: print(last)\n    last = i'], []],
    [
      'no branch in a loop',
      ['for i in range(3):\n    total += i\n    total = 0'],
      ['used-before-defined total in 0 -> 0'],
    ],
    [
      'the name of an exception lasts as long as its handler',
      ['try: pass\nexcept OSError as e: e\ne'],
      ['deleted-name e in 0 -> 0'],
    ],
    ['a name that an exception only borrows', ['e = 1\ntry: pass\nexcept OSError as e: e\ne'], []],
  ]);
});

describe('what Python and IPython bring', () => {
  check([
    ['builtins', ['print(len(__name__), __doc__, __builtins__)'], []],
    [
      "IPython's names",
      ['In, Out, _, __, ___, _1, _i, _ii, _i3, _ih, _oh, _dh, exit, quit\ndisplay(get_ipython())'],
      [],
    ],
    ['no file of its own', ['__file__'], ['undefined-name __file__ in 0']],
    ["Python 2's builtins", ['xrange(3)'], ['undefined-name xrange in 0']],
    ['a builtin that was covered and uncovered', ['sum = 1\ndel sum', 'sum([1])'], []],
  ]);
});

describe('what makes names unknowable from there on', () => {
  const anything = [
    'from m import *',
    '%run x.py',
    '%run -i x',
    '%load x.py',
    '%pylab inline',
    'exec(code)',
    'globals()[k] = 1',
    'globals().update(a=1)',
    'init(namespace=globals())',
    'locals()[k] = 1',
    'get_ipython().run_line_magic("run", "x.py")',
    'get_ipython().magic("pylab")',
    'get_ipython().run_cell("x = 1")',
    '%store -r',
    '%%cython\ndef f(): pass',
    'vars().update({})',
  ];
  it.each(anything)('%s', (source) => {
    expect(nameProblems('code = k = init = 0', source, 'something', 'def f(): return other')).toEqual([]);
    expect(nameProblems('code = k = init = 0', 'something', source)).toEqual(['undefined-name something in 1']);
  });
  const nothing = [
    'timeit(f, globals=globals())',
    'print(globals())',
    '"x" in globals()',
    '%matplotlib inline',
    '%load_ext autoreload',
    'eval("1", globals())',
    'len(locals())',
  ];
  it.each(nothing)('not %s', (source) => {
    expect(nameProblems('timeit = f = 0', source, 'something')).toEqual(['undefined-name something in 2']);
  });
});

describe('what IPython syntax defines and reads', () => {
  check([
    ['x = !cmd', ['x = !ls', 'x'], []],
    ['a, b = !cmd', ['a, b = !ls', 'a, b'], []],
    ['x = %magic', ['x = %sql select 1', 'x'], []],
    ['%%capture out', ['%%capture out\ny = 1', 'out, y'], []],
    ['%store -r', ['%store -r a b', 'a, b'], []],
    ['%%bash --out', ['%%bash --out x --err y\nls', 'x, y'], []],
    ['%%sql x <<', ['%%sql x <<\nselect 1', 'x'], []],
    ['%%R -o', ['%%R -o frame\nframe <- 1', 'frame'], []],
    ['%time runs its statement in the notebook', ['%time x = f()', 'x'], ['undefined-name f in 0']],
    ['%%time does', ['%%time\nx = 1', 'x'], []],
    ['%timeit reads', ['%timeit -n 10 f(y)'], ['undefined-name f in 0', 'undefined-name y in 0']],
    ['%xdel', ['x = 1', '%xdel x', 'x'], ['deleted-name x in 2 -> 1']],
    ['%aimport', ['%aimport numpy', 'numpy'], []],
    ['a command that fills in a name fails softly', ['!echo {x} $y', '%cd {x}'], []],
    ['help on nothing', ['x?', 'x??', '?x', 'x.y?'], []],
    ['automagic', ['ls', 'pwd', 'ls -la', 'pip install x'], []],
    ['the body of another language', ['%%bash\necho $undefined', '%%html\n<b>x</b>', '%%writefile a.py\nx'], []],
    ['sympy.var', ['import sympy\nsympy.var("a b")', 'a + b'], []],
    ['builtins.x = …', ['import builtins\nbuiltins.profile = 1', 'profile'], []],
    ['the body of a magic that is not known', ['%%remote\nx = 1\ndef f(): pass\nimport a.b as c', 'x, f, c'], []],
    ["Kqlmagic's results", ['%kql SecurityAlert', '_kql_raw_result_'], []],
  ]);
});

describe('a cell that cannot be parsed', () => {
  check([
    ['hides what it was meant to define', ['x = 1\ny = (', 'x + y'], []],
    ['has no other findings', ['print undefined'], []],
  ]);
});

it('tells the place of the name and of what it is about', () => {
  const sources = ['    if True:\n        x = y', '>>> z = 1\n>>> del z', 'z'];
  const found = analyseNames(readAll(...sources));
  expect(found.map((each) => textAt(sources[each.cell]!, each))).toEqual(['y', 'z']);
  expect(found.map((each) => each.related && textAt(sources[each.related.cell]!, each.related))).toEqual([
    undefined,
    'z',
  ]);
});

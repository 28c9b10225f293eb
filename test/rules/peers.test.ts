import { describe, expect, test } from 'vitest';
import { cellOfPlace, type Finding } from '../../server/src/rules/index.ts';
import { findingsIn, fixesOf } from '../support/check.ts';
import { notebookOf } from '../support/notation.ts';

/** What other tools get wrong (docs/peers.md), each a case that ours has to get right. */
interface Case {
  readonly peer: string;
  readonly wrong: string;
  readonly notebook: string;
  /** The rules that are asked, and what they are to say: `code in cell`, cells from 1. */
  readonly asked: readonly string[];
  readonly expected: readonly string[];
}

const order = ['out-of-order', 'duplicate-count', 'execution-gap', 'unexecuted-cell'];
const names = ['undefined-name', 'used-before-defined', 'deleted-name', 'syntax-error'];
const title = ['missing-title', 'multiple-titles'];
const packages = ['unrecorded-package', 'missing-package'];

function reports(notebook: string, asked: readonly string[]): readonly string[] {
  return findingsIn(notebookOf(notebook))
    .filter(({ code }) => asked.includes(code))
    .map(({ code, place }) => `${code} in ${(cellOfPlace(place) ?? -1) + 1}`);
}

/** Cells by their counts: `_` for none, `e` for an empty cell and `b` for a blank one, both without. */
function counted(counts: string): string {
  return counts
    .split(' ')
    .map((count) => `--- code [${/\d/.test(count) ? count : ' '}]\n${{ e: '', b: ' \n ' }[count] ?? 'x = 1'}`)
    .join('\n');
}

/** Python cells, one after the other, none executed. */
function cells(...sources: readonly string[]): string {
  return sources.map((source) => `--- code [ ]\n${source}`).join('\n');
}

function markdown(source: string): string {
  return `--- markdown\n${source}`;
}

const recorded = `--- metadata\n{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00+00:00", "pypackage": {"pandas": "2.2.0"}}}`;
const inR = `--- metadata\n{"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}}`;

describe('Of the order of execution', () => {
  test.each<readonly [counts: string, peers: string, expected: readonly string[]]>([
    [
      '2 3 4',
      'madforhooks, nb-order-validator, nborder, pynblint, databooks seq-increase pass it',
      ['execution-gap in 1'],
    ],
    ['1 3 4', 'madforhooks, nborder, pynblint, databooks seq-increase pass it', ['execution-gap in 2']],
    ['1 1 2', 'pynblint and databooks seq-increase pass it', ['duplicate-count in 2']],
    ['2 1 3', 'every one of them says no more than that something is wrong', ['out-of-order in 2']],
    ['1 _ 2', 'nbproject and lamindb say it twice; madforhooks, nborder, databooks pass it', ['unexecuted-cell in 2']],
    [
      '1 2 _',
      'nbproject, lamindb, nbcheckorder, madforhooks, nb-order-validator, nborder, databooks pass it',
      ['unexecuted-cell in 3'],
    ],
    ['_', 'enforce-notebook-run-order and nbmetaclean report a notebook that nobody ran', []],
    [
      '_ _',
      'nbproject, lamindb, nbcheckorder, enforce-notebook-run-order, nbmetaclean, nb-order-validator report it',
      [],
    ],
    ['1 e 2', 'enforce-notebook-run-order crashes; nbcheckorder and nb-order-validator want a count', []],
    [
      '1 b 2',
      'nbproject, lamindb, nbcheckorder, enforce-notebook-run-order, nbmetaclean, nb-order-validator, pynblint want a count',
      [],
    ],
    ['_ _ e', 'pynblint: an empty cell at the end makes each other one a finding', []],
    ['1 3 2', 'Julynter: no gap where sorted counts have none', ['out-of-order in 3']],
  ])('Should say of %s, where %s: %j', (counts, _, expected) => {
    expect(reports(counted(counts), order)).toEqual(expected);
  });

  test('Should find nothing to run in words, where pynblint reports an unexecuted notebook', () => {
    expect(reports(markdown('# Title'), order)).toEqual([]);
  });

  test('Should count a cell that has `.finish(` in it, where lamindb passes over it and reports the next', () => {
    const notebook = '--- code [1]\nproc = start()\n--- code [2]\nproc.finish()\n--- code [3]\nx = 1';
    expect(reports(notebook, order)).toEqual([]);
  });

  test('Should say where each thing is, where the hooks and databooks say yes or no for a file', () => {
    const findings = findingsIn(notebookOf(counted('1 3 2'))).filter(({ code }) => order.includes(code));
    expect(findings.map(({ place }) => place)).toEqual([
      { kind: 'json', path: ['cells', 2, 'execution_count'], at: 'value' },
    ]);
  });
});

const stateCases: readonly Case[] = [
  ...(
    [
      ['a keyword argument', 'f = dict\nf(alpha=1)'],
      ['a method of what a call gives', 'str(1).zfill(3).encode()'],
      ['a parameter of a lambda', 'g = lambda value, *rest: (value, rest)'],
      ['the inner loop of a comprehension', 'rows = [[1]]\nflat = [v * w for r in rows for v in r for w in [v]]'],
      ["IPython's own names", 'display(1)\nget_ipython()\nprint(_, __, __name__, In, Out)'],
      ['`global` in a function', 'def setup():\n    global state\n    state = 1\nsetup()\nprint(state)'],
      ['what a cell under %%time sets', '%%time\ntotal = 1', 'print(total)'],
      ['what a cell under %%capture sets', '%%capture out\ntotal = 1', 'print(total, out)'],
      ['names of a star import above', 'from math import *', 'print(sin(0))'],
      ['names of %pylab', '%pylab inline', 'plot(arange(3))'],
      ['names that %run brings', '%run setup.py', 'print(brought)'],
    ] as const
  ).map(([wrong, ...sources]) => ({
    peer: 'nborder',
    wrong: `takes ${wrong} for undefined`,
    notebook: cells(...sources),
    asked: names,
    expected: [],
  })),
  ...(
    [
      ['x = %sql SELECT 1', 'x = %sql SELECT 1\nprint(x)'],
      ['a, b = !ls', 'a, b = !ls\nprint(a, b)'],
      ['?x', '?print'],
      ['an indented magic', 'if True:\n    %time y = 1\n'],
      ['a line that begins with % in an expression', 'z = (7\n% 3)\nprint(z)'],
      ['automagic', 'pip install numpy'],
    ] as const
  ).map(([wrong, source]) => ({
    peer: 'nborder, nbproject, nbQA',
    wrong: `stop at ${wrong}`,
    notebook: cells(source),
    asked: names,
    expected: [],
  })),
  {
    peer: 'nborder, pynblint',
    wrong: 'read R as Python',
    notebook: `--- code [1]\nx <- c(1, 2) %>% sum\n${inR}`,
    asked: names,
    expected: [],
  },
  {
    peer: 'nborder, Julynter',
    wrong: 'do not look into functions',
    notebook: cells('def area(r):\n    return pi * r ** 2\narea(1)'),
    asked: names,
    expected: ['undefined-name in 1'],
  },
  {
    peer: 'nborder',
    wrong: 'does not look into classes',
    notebook: cells('class Model:\n    rate = base * 2'),
    asked: names,
    expected: ['undefined-name in 1'],
  },
  {
    peer: 'nborder',
    wrong: 'ignores the order inside a cell',
    notebook: cells('print(rate)\nrate = 1'),
    asked: names,
    expected: ['used-before-defined in 1'],
  },
  {
    peer: 'nborder',
    wrong: 'knows no `del`',
    notebook: cells('rate = 1\ndel rate', 'print(rate)'),
    asked: names,
    expected: ['deleted-name in 2'],
  },
  {
    peer: 'Julynter',
    wrong: 'lets names of comprehensions and lambdas leak out',
    notebook: cells('squares = [n * n for n in range(3)]\nf = lambda m: m', 'print(n, m)'),
    asked: names,
    expected: ['undefined-name in 2', 'undefined-name in 2'],
  },
  {
    peer: 'Julynter',
    wrong: 'does not know that `except … as` ends',
    notebook: cells('try:\n    1 / 0\nexcept ZeroDivisionError as problem:\n    pass', 'print(problem)'),
    asked: names,
    expected: ['deleted-name in 2'],
  },
  {
    peer: 'Ruff',
    wrong: 'takes what a magic of an extension defines for undefined (ruff#13718)',
    notebook: cells('%%ipytest\ndef check():\n    pass', 'check()'),
    asked: names,
    expected: [],
  },
  {
    peer: 'nbQA',
    wrong: 'passes over cells that cannot be parsed',
    notebook: cells('x = = 1'),
    asked: names,
    expected: ['syntax-error in 1'],
  },
];

const titleCases: readonly Case[] = [
  ...(
    [
      ['pynblint', 'takes `#word` for a heading', '#notaheading', ['missing-title in 0']],
      [
        'pynblint, nbproject, lamindb',
        'take a comment in a fenced block for a heading',
        '```\n# comment\n```',
        ['missing-title in 0'],
      ],
      ['nbproject, lamindb', 'take an empty heading for a title', '# ', ['missing-title in 1']],
      ['pynblint', 'finds no title with another # in it', '# C# intro', []],
      ['pynblint, nbproject, lamindb', 'know no underlined headings', 'Title\n=====', []],
      ['nbproject, lamindb', 'know no indented headings', '  # Title', []],
    ] as const
  ).map(([peer, wrong, source, expected]) => ({ peer, wrong, notebook: markdown(source), asked: title, expected })),
  {
    peer: 'databooks',
    wrong: 'fails on a notebook without cells',
    notebook: recorded,
    asked: title,
    expected: ['missing-title in 0'],
  },
  {
    peer: 'pynblint',
    wrong: 'looks at the first three cells only',
    notebook: `${cells('a = 1', 'b = 2', 'c = 3')}\n${markdown('# Title')}`,
    asked: [...title, 'title-not-first'],
    expected: ['title-not-first in 4'],
  },
];

const packageCases: readonly Case[] = [
  ...(
    [
      ['a shell command', '!ls'],
      ['x = !cmd', 'files = !ls'],
      ['x = %magic', 'timing = %timeit -o 1'],
      ['name?', 'print?'],
    ] as const
  ).map(([wrong, line]) => ({
    peer: 'nbproject',
    wrong: `infers no package at all where a cell with an import has ${wrong}`,
    notebook: `${cells(`import numpy\n${line}`)}\n${recorded}`,
    asked: packages,
    expected: ['unrecorded-package in 1'],
  })),
  {
    peer: 'nbproject',
    wrong: 'infers no package where a cell of %%bash says "import"',
    notebook: `${cells('%%bash\necho import this', 'import numpy')}\n${recorded}`,
    asked: packages,
    expected: ['unrecorded-package in 2'],
  },
  {
    peer: 'nbproject',
    wrong: 'fails at `from . import x`, and takes `.utils` for a package',
    notebook: `${cells('from . import helpers\nfrom .utils import tidy')}\n${recorded}`,
    asked: packages,
    expected: [],
  },
  {
    peer: 'Julynter',
    wrong: 'takes numpydoc for numpy',
    notebook: cells('import numpydoc'),
    asked: packages,
    expected: ['missing-package in 1'],
  },
  {
    peer: 'Julynter',
    wrong: 'reports absolute paths only where they exist on this machine',
    notebook: cells('open("/no/such/folder/x.csv")'),
    asked: ['absolute-path'],
    expected: ['absolute-path in 1'],
  },
  {
    peer: 'pynblint',
    wrong: 'sees no `from` import and nothing in the last cell',
    notebook: cells('import os', 'x = os.sep', 'from math import pi'),
    asked: ['late-import'],
    expected: ['late-import in 3'],
  },
  {
    peer: 'pynblint',
    wrong: 'sees no import below a cell that cannot be parsed',
    notebook: cells('x = 1', 'y = = 2', 'import os', 'print(os.sep)'),
    asked: ['late-import'],
    expected: ['late-import in 3'],
  },
];

const formatCases: readonly Case[] = [
  {
    peer: 'nb-order-validator',
    wrong: 'passes what is no JSON',
    notebook: '--- text\n{"cells": [',
    asked: ['invalid-json'],
    expected: ['invalid-json in 0'],
  },
];

describe.each([
  ['state', stateCases],
  ['titles', titleCases],
  ['packages, paths and imports', packageCases],
  ['format', formatCases],
] as const)('Of %s', (_, list) => {
  test.each(list)('Should be right where $peer $wrong', ({ notebook, asked, expected }) => {
    expect(reports(notebook, asked)).toEqual(expected);
  });
});

describe('Of fixes', () => {
  const fixesFor = (notation: string, code: string) => {
    const notebook = notebookOf(notation);
    const finding = findingsIn(notebook).find((one: Finding) => one.code === code);
    return finding ? fixesOf(notebook, finding) : undefined;
  };

  test('Should move no cell past one that writes what another reads, where nborder makes a print show another value', () => {
    expect(fixesFor(cells('x = 1', 'print(x, y)', 'x = 2', 'y = x'), 'used-before-defined')).toEqual([]);
  });

  test('Should move a heading with its cell, where nborder leaves it behind', () => {
    const notation = `${cells('print(rate)')}\n${markdown('## Rates')}\n${cells('rate = 0.2')}`;
    expect(fixesFor(notation, 'used-before-defined')?.[0]?.edits).toEqual([
      { kind: 'moveCell', from: 1, to: 0 },
      { kind: 'moveCell', from: 2, to: 0 },
    ]);
  });

  test('Should name the distribution that brings a module, where nbproject and soorgeon name the module', () => {
    const [first, second] = findingsIn(notebookOf(cells('import sklearn\nimport cv2'))).filter(
      ({ code }) => code === 'missing-package',
    );
    expect([first?.message, second?.message]).toEqual([
      expect.stringContaining('scikit-learn'),
      expect.stringContaining('opencv-python'),
    ]);
  });

  test('Should say in plain words what the schema refuses, where nbformat speaks of schemas', () => {
    const findings = findingsIn(notebookOf('--- code [1] without=source\nx')).filter(
      ({ code }) => code === 'invalid-notebook',
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).not.toMatch(/schema|instance|properties|valid under/);
  });
});

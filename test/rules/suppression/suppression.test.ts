import { describe, expect, test } from 'vitest';
import { editNotebook, readNotebook, Text } from '../../../server/src/notebook/index.ts';
import { checkNotebook, ignoreActions, rules, selectRules } from '../../../server/src/rules/index.ts';
import { applyToJson } from '../../support/applyEdits.ts';
import { findingsIn, fixesOf, noSurroundings } from '../../support/check.ts';
import { jsonOf, nbformatText, notebookOf, writeNotebook } from '../../support/notation.ts';

const codes = [
  'syntax-error',
  'undefined-name',
  'used-before-defined',
  'execution-gap',
  'failed-cell',
  'multiple-titles',
  'unused-ignore',
];

/** What is found of a few rules, each with the number of its cell. */
function found(notation: string): string[] {
  return findingsIn(notebookOf(notation))
    .filter(({ code }) => codes.includes(code))
    .map(({ code, message }) => `${/^Cell (\d+)/.exec(message)?.[1] ?? '-'} ${code}`);
}

const unused = (notation: string) =>
  findingsIn(notebookOf(notation))
    .filter(({ code }) => code === 'unused-ignore')
    .map(({ message }) => message);

describe('A comment at the end of a line silences what begins on that line', () => {
  test.each([
    ['the rule that it names', 'print(a)  # nbproject: ignore[undefined-name]\nprint(b)', ['1 undefined-name']],
    ['every rule, without brackets', 'print(a)  # nbproject: ignore', []],
    ['a group, in any case', 'print(a)  # nbproject: ignore[state]', []],
    ['several rules', 'print(a)  # nbproject:ignore[ undefined-name,syntax-error ]', []],
    ['behind another comment', 'print(a)  # type: ignore  # nbproject: ignore[undefined-name]', []],
    ['with a reason behind it', 'print(a)  # nbproject: ignore[undefined-name] given by the teacher', []],
    [
      'with the line ends of Windows',
      'print(a)  # nbproject: ignore[undefined-name]\r\nprint(b)',
      ['1 undefined-name'],
    ],
    ['behind a string with a hash', 'print(a, "#", \'#\', f"{1:#x}")  # nbproject: ignore', []],
    [
      'behind a shell command',
      "print(a); x = 1\n!echo don't # nbproject: ignore",
      ['1 undefined-name', '1 unused-ignore'],
    ],
  ])('Should silence %s', (_, source, expected) => {
    expect(found(`--- code [1]\n${source}`)).toEqual(expect.arrayContaining(expected));
    expect(found(`--- code [1]\n${source}`).filter((one) => one.endsWith('undefined-name'))).toEqual(
      expected.filter((one) => one.endsWith('undefined-name')),
    );
  });

  test.each([
    ['a string', 'print(a, "  # nbproject: ignore")'],
    ['a string over lines', 'print(a, """\n  # nbproject: ignore\n""")'],
    ['a string behind an escaped quote', 'print(a, "\\"  # nbproject: ignore")'],
    ['an f-string', 'print(a, f"{1}  # nbproject: ignore")'],
    ['a field of an f-string with the same quotes', 'print(a, f"{x[" # nbproject: ignore"]}")'],
    ['another word', 'print(a)  # nbproject: ignored'],
    ['another tool', 'print(a)  # pylint: ignore'],
  ])('Should take nothing from %s', (_, source) => {
    expect(found(`--- code [1]\n${source}`)).toContain('1 undefined-name');
    expect(unused(`--- code [1]\n${source}`)).toEqual([]);
  });

  test('Should leave alone what lies on the cell, and what begins elsewhere', () => {
    expect(found('--- code [2]\nx = 1  # nbproject: ignore')).toEqual(['1 execution-gap', '1 unused-ignore']);
    expect(found('--- code [1]\nprint(\n  a)  # nbproject: ignore')).toEqual([]);
    expect(found('--- code [1]\nprint(a,\n  1)  # nbproject: ignore')).toEqual(['1 undefined-name', '1 unused-ignore']);
  });
});

describe('A comment noqa silences the rules on State', () => {
  test.each([
    ['# noqa', []],
    ['#NOQA', []],
    ['# noqa: F821', []],
    ['# noqa: E501, F821', []],
    ['# noqa:F8', []],
    ['# noqa: E501', ['1 undefined-name']],
    ['# noqathing', ['1 undefined-name']],
  ])('Should hear %s', (comment, expected) => {
    expect(found(`--- code [1]\nprint(a)  ${comment}`)).toEqual(expected);
  });

  test('Should silence a syntax error by its own code, and by no other', () => {
    expect(found('--- code [1]\nx = 1 +  # noqa: E999')).toEqual([]);
    expect(found('--- code [1]\nx = 1 +  # noqa: F821')).toEqual(['1 syntax-error']);
  });

  test('Should never be told to be of no use, and silence nothing else', () => {
    expect(found('--- code [1]\nx = 1  # noqa')).toEqual([]);
    expect(found('--- code [2] error=NameError\nx = 1  # noqa')).toEqual(['1 execution-gap', '1 failed-cell']);
  });
});

describe('A whole cell', () => {
  test('Should be silent of a rule by a comment on a line of its own, its fields and outputs too', () => {
    const comment = '# nbproject: ignore-cell[execution-gap, failed-cell, undefined-name]';
    expect(found(`--- code [2] error=NameError\n${comment}\nprint(a)\nprint(b)`)).toEqual([]);
    expect(found(`--- code [2] error=NameError\n# nbproject: ignore-cell[failed-cell]\nx = 1`)).toEqual([
      '1 execution-gap',
    ]);
    expect(found('--- code [2]\n# nbproject: ignore-cell\nprint(a)')).toEqual([]);
  });

  test('Should be silent by its tag', () => {
    expect(found('--- code [2] error=NameError tags=nbproject-ignore\nprint(a)\n--- code [3]\nprint(b)')).toEqual([
      '2 undefined-name',
    ]);
  });

  test('Should be silent by a comment of Markdown, on its line or in all of it', () => {
    const title = '--- markdown\n# One\n--- markdown\n';
    expect(found(`${title}# Two`)).toEqual(['2 multiple-titles']);
    expect(found(`${title}# Two <!-- nbproject: ignore[multiple-titles] -->\n\n# Three`)).toEqual([
      '2 multiple-titles',
    ]);
    expect(found(`${title}# Two\n\n# Three\n\n<!-- nbproject: ignore-cell[multiple-titles] -->`)).toEqual([]);
  });

  test('Should not listen to what Markdown shows as code', () => {
    const shown = '~~~\n<!-- nbproject: ignore-cell -->\n~~~\n\n`<!-- nbproject: ignore-cell -->`';
    expect(found(`--- markdown\n# One\n\n${shown}\n\n# Two`)).toEqual(['1 multiple-titles']);
  });
});

describe('The whole notebook', () => {
  test('Should be silent of the rules and groups in its metadata', () => {
    const cells = '--- code [2] error=NameError\nprint(a)\n';
    expect(found(`${cells}--- metadata\n{"nbproject_ignore": ["failed-cell", "State"]}`)).toEqual(['1 execution-gap']);
    expect(found(`${cells}--- metadata\n{"nbproject_ignore": ["ALL"]}`)).toEqual([]);
    expect(found(`${cells}--- metadata\n{"nbproject_ignore": "failed-cell"}`)).toHaveLength(3);
  });
});

describe('An ignore that silences nothing is reported', () => {
  test.each([
    ['--- code [1]\nx = 1  # nbproject: ignore[undefined-name]', ['Cell 1: this ignore silences nothing. Remove it.']],
    ['--- code [1]\nx = 1  # nbproject: ignore', ['Cell 1: this ignore silences nothing. Remove it.']],
    ['--- code [1]\nx = 1  # nbproject: ignore[]', ['Cell 1: this ignore silences nothing. Remove it.']],
    [
      '--- code [1]\nprint(a)  # nbproject: ignore[syntax-error, undefined-name]',
      ['Cell 1: `syntax-error` is ignored on this line, and finds nothing there. Remove it.'],
    ],
    [
      '--- code [1]\nprint(a)  # nbproject: ignore[undefined-nam]',
      ['Cell 1: There is no rule or group `undefined-nam`; did you mean `undefined-name`?'],
    ],
    ['--- code [1] tags=nbproject-ignore\nx = 1', ['Cell 1: the tag `nbproject-ignore` silences nothing. Remove it.']],
    [
      '--- code [1]\nx = 1\n--- metadata\n{"nbproject_ignore": ["failed-cell", "nonsense", "missing-title"]}',
      [
        '`failed-cell` is ignored in the metadata (`nbproject_ignore`), and finds nothing there. Remove it.',
        'There is no rule or group `nonsense`; `nbls rules` lists all.',
      ],
    ],
  ])('%j', (notation, messages) => {
    expect(unused(notation)).toEqual(messages);
  });

  test('Should not judge a rule that is off, or that cannot see what it needs', () => {
    const notebook = notebookOf('--- code [1]\nx = 1  # nbproject: ignore[undefined-name]\ny = 1  # nbproject: ignore');
    const never = (code: string): never => {
      throw new Error(code);
    };
    const all = selectRules(rules, { emptyFile: 'problem' });
    expect(checkNotebook(notebook, all, noSurroundings, never).filter(({ code }) => code === 'unused-ignore')).toEqual(
      [],
    );
    const severities = { 'undefined-name': 'off' } as const;
    const off = findingsIn(notebook, selectRules(rules, { emptyFile: 'problem', severities }));
    expect(off.filter(({ code }) => code === 'unused-ignore')).toHaveLength(1);
  });

  test('Should not judge what depends on the machine', () => {
    expect(unused('--- code [1]\nimport numpy  # nbproject: ignore[missing-package]')).toEqual([]);
    expect(unused('--- code [1]\nx = 1\n--- metadata\n{"nbproject_ignore": ["Packages"]}')).toEqual([]);
  });

  test.each([
    ['--- code [1]\nx = 1  # nbproject: ignore[undefined-name]', true],
    ['--- code [1]\nx = 1  # nbproject: ignore', false],
    ['--- code [1]\nx = 1  # nbproject: ignore[undefind-name]', false],
    ['--- code [1] tags=nbproject-ignore\nx = 1', false],
  ])('Should be removed unasked only where it names what is of no use: %j', (notation, safe) => {
    const notebook = notebookOf(notation);
    const [finding] = findingsIn(notebook).filter(({ code }) => code === 'unused-ignore');
    expect(fixesOf(notebook, finding!)[0]?.safe).toBe(safe);
  });

  test('Should be silenced only where it is named', () => {
    expect(unused('--- code [1] tags=nbproject-ignore\nx = 1')).toHaveLength(1);
    expect(unused('--- code [1]\nx = 1  # nbproject: ignore[undefined-name, unused-ignore]')).toEqual([]);
    expect(
      unused('--- code [1] tags=nbproject-ignore\nx\n--- metadata\n{"nbproject_ignore": ["unused-ignore"]}'),
    ).toEqual([]);
  });

  test.each([
    ['x = 1  # nbproject: ignore[undefined-name]  # why\ny = 2', 'x = 1  # why\ny = 2'],
    ['x = 1  # nbproject: ignore[undefined-name] because\ny = 2', 'x = 1\ny = 2'],
    ['# nbproject: ignore-cell[undefined-name]\ny = 2', 'y = 2'],
    ['y = 2\n  # nbproject: ignore-cell[undefined-name]', 'y = 2'],
    ['print(a)  # nbproject: ignore[undefined-name, syntax-error]', 'print(a)  # nbproject: ignore[undefined-name]'],
    ['print(a)  # nbproject: ignore[syntax-error, undefined-name]', 'print(a)  # nbproject: ignore[undefined-name]'],
    ['print(a)  # nbproject: ignore[undefind-name]', 'print(a)  # nbproject: ignore[undefined-name]'],
  ])('Should be mended: %j', (source, expected) => {
    const notation = `--- code [1]\n${source}`;
    const notebook = notebookOf(notation);
    const [finding] = findingsIn(notebook).filter(({ code }) => code === 'unused-ignore');
    const [fix] = fixesOf(notebook, finding!);
    const after = notebookFrom(nbformatText(applyToJson(jsonOf(notation), fix!.edits)));
    expect(after.cells[0]?.source).toBe(expected);
  });
});

describe('Every finding can be silenced from within the notebook', () => {
  test.each([
    ['print(a)', 'on this line', 'print(a)  # nbproject: ignore[undefined-name]'],
    ['print(a)', 'in this cell', '# nbproject: ignore-cell[undefined-name]\nprint(a)'],
    [
      'print(a)  # nbproject: ignore[late-import]',
      'on this line',
      'print(a)  # nbproject: ignore[late-import, undefined-name]',
    ],
    ['%%time\nprint(a)', 'in this cell', '%%time\n# nbproject: ignore-cell[undefined-name]\nprint(a)'],
    ['#| echo: false\nprint(a)', 'in this cell', '#| echo: false\n# nbproject: ignore-cell[undefined-name]\nprint(a)'],
  ])('Should turn %j, %s, into %j', (source, where, expected) => {
    const { notebook, finding, notation } = findingIn(`--- code [1]\n${source}`, 'undefined-name');
    const action = ignoreActions(notebook, finding).find(({ title }) => title === `Ignore undefined-name ${where}`);
    const after = notebookFrom(nbformatText(applyToJson(jsonOf(notation), action!.edits)));
    expect(after.cells[0]?.source).toBe(expected);
  });

  test.each([
    ['a line that goes on', 'print(a) + \\\n  1'],
    ['a line that ends in a string', 'print(a, """\n""")'],
    ['a magic', '%time print(a)'],
  ])('Should not write a comment on %s', (_, source) => {
    const { notebook, finding } = findingIn(`--- code [1]\n${source}`, 'undefined-name');
    expect(ignoreActions(notebook, finding).map(({ title }) => title)).toEqual([
      'Ignore undefined-name in this cell',
      'Ignore undefined-name in this notebook',
    ]);
  });

  test('Should take the narrowest first, and none for what is no JSON', () => {
    const { notebook, finding } = findingIn('--- markdown\n# One\n--- markdown\n# Two', 'multiple-titles');
    expect(ignoreActions(notebook, finding).map(({ title, safe }) => [title, safe])).toEqual([
      ['Ignore multiple-titles on this line', false],
      ['Ignore multiple-titles in this cell', false],
      ['Ignore multiple-titles in this notebook', false],
    ]);
    const broken = findingIn('--- text\n{', 'invalid-json');
    expect(ignoreActions(broken.notebook, broken.finding)).toEqual([]);
  });

  test('Should write no comment into a language of which it does not know the comments', () => {
    const notation = '--- code [2]\nlet x = 1;\n--- metadata\n{"language_info": {"name": "javascript"}}';
    const { notebook, finding } = findingIn(notation, 'execution-gap');
    expect(ignoreActions(notebook, finding)).toHaveLength(1);
  });

  test.each([
    '--- code [1] id=a\nprint(a)\nx = """\n"""\n--- code [3] id=a error=E\n\n--- code\n%%bash\nls',
    '--- markdown\n# One\n\nTwo\n===\n\n~~~\ncode\n--- code [2]\nimport os, numpy\nnumpy.random.rand()',
    '--- notebook 4.5\n--- code [1] without=id\n!pip install x\nprint(y)\ny = 1',
  ])('Should be gone after each action, and leave no ignore that silences nothing: %j', (notation) => {
    const notebook = notebookOf(notation);
    for (const finding of findingsIn(notebook)) {
      for (const { title, edits } of ignoreActions(notebook, finding)) {
        const after = findingsIn(notebookFrom(nbformatText(applyToJson(jsonOf(notation), edits))));
        const count = (list: typeof after) => list.filter(({ code }) => code === finding.code).length;
        expect([title, count(after) < count(findingsIn(notebook))]).toEqual([title, true]);
        expect(after.filter(({ code }) => code === 'unused-ignore')).toEqual([]);
      }
    }
  });
});

test('Should cost an edit of one cell no more than that cell', () => {
  const cell = (index: number) => `--- code [${index + 1}]\nx${index} = y  # nbproject: ignore[undefined-name]`;
  const { name, text } = writeNotebook(Array.from({ length: 3000 }, (_, index) => cell(index)).join('\n'));
  const selection = selectRules(rules, { emptyFile: 'problem' });
  const before = readNotebook(name, Text.from(text));
  checkNotebook(before.notebook, selection, noSurroundings, () => {});
  const at = text.indexOf('x7 = y');
  const times = ['z', 'zz', 'zzz', 'zzzz', 'zzzzz'].map((newText) => {
    const after = editNotebook(before, { start: at, end: at, newText });
    const started = performance.now();
    checkNotebook(after.notebook, selection, noSurroundings, () => {});
    return performance.now() - started;
  });
  expect(Math.min(...times)).toBeLessThan(250);
});

function findingIn(notation: string, code: string) {
  const notebook = notebookOf(notation);
  const finding = findingsIn(notebook).find((one) => one.code === code);
  if (!finding) throw new Error(`${code} is not found`);
  return { notebook, finding, notation };
}

function notebookFrom(text: string) {
  return readNotebook('notebook', Text.from(text)).notebook;
}

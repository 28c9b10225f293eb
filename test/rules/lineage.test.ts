import { describe, expect, test } from 'vitest';
import type { RuleExample } from '../../server/src/rules/rule.ts';
import { applyToJson } from '../support/applyEdits.ts';
import { findingsOf, fixesOf } from '../support/check.ts';
import { jsonOf, notebookOf } from '../support/notation.ts';

type Project = NonNullable<RuleExample['project']>;

/** A notebook with an id, parents, and code. */
function written(record: Record<string, unknown>, source = '1', name = 'notebook'): string {
  const nbproject = { version: '1', time_init: '2024-05-30T09:30:00+00:00', ...record };
  return `--- notebook 4.5 name=${name}\n--- code [ ]\n${source}\n--- metadata\n${JSON.stringify({ nbproject })}`;
}

function found(code: string, notation: string, project: Project) {
  return findingsOf(code, notebookOf(notation), undefined, project);
}

function messages(code: string, notation: string, project: Project): string[] {
  return found(code, notation, project).map(({ message }) => message);
}

/** The record after each fix of the first finding. */
function fixed(code: string, notation: string, project: Project): [title: string, record: Record<string, unknown>][] {
  const [finding] = found(code, notation, project);
  const notebook = notebookOf(notation);
  return (finding ? fixesOf(notebook, finding, project) : []).map(({ title, edits }) => {
    const { metadata } = applyToJson(jsonOf(notation), edits) as { metadata: { nbproject: Record<string, unknown> } };
    return [title, metadata.nbproject];
  });
}

describe('A notebook with the id of another', () => {
  const original = written({ id: 'aaaaaaaaaaaa' });

  test('Should be given a new id as the copy, and left alone as the original', () => {
    const copy = written({ id: 'aaaaaaaaaaaa' }, '1', 'counts-Copy1');
    expect(messages('duplicate-notebook-id', copy, { 'counts.ipynb': original })).toEqual([
      '`counts.ipynb` has the same id. Assign a new id here.',
    ]);
    const project = { 'counts-Copy1.ipynb': original };
    expect(messages('duplicate-notebook-id', written({ id: 'aaaaaaaaaaaa' }, '1', 'counts'), project)).toEqual([
      '`counts-Copy1.ipynb` has the same id. This one is taken for the original: assign a new id there.',
    ]);
    expect(fixed('duplicate-notebook-id', written({ id: 'aaaaaaaaaaaa' }, '1', 'counts'), project)).toEqual([]);
  });

  test('Should begin anew with its new id, and keep its parents and what others wrote', () => {
    const copy = written(
      {
        id: 'aaaaaaaaaaaa',
        version: '4',
        parent: 'pppppppppppp',
        pypackage: { numpy: '1' },
        time_published: '2024-06-01T00:00:00+00:00',
        source_sha256: 'f00',
        python: '3.11.2',
        team: 'plates',
      },
      '1',
      'counts_copy',
    );
    const fixes = fixed('duplicate-notebook-id', copy, { 'counts.ipynb': original });
    const fresh = {
      id: expect.stringMatching(/^(?!aaaa)[0-9A-Za-z]{12}$/),
      version: '1',
      time_init: '2024-05-31T09:30:00.000000+00:00',
      pypackage: null,
      user_handle: 'ada',
      user_id: 'id123456',
      user_name: 'Ada Lovelace',
      team: 'plates',
    };
    expect(fixes).toEqual([
      ['Assign a new id', { ...fresh, parent: 'pppppppppppp' }],
      ['Assign a new id, with the original as parent', { ...fresh, parent: ['pppppppppppp', 'aaaaaaaaaaaa'] }],
    ]);
  });

  test('Should name where the others are, and no more than a few', () => {
    const copies = Object.fromEntries([1, 2, 3, 4, 5].map((number) => [`old/counts-Copy${number}.ipynb`, original]));
    const [finding] = found('duplicate-notebook-id', written({ id: 'aaaaaaaaaaaa' }, '1', 'counts'), copies);
    expect(finding?.message).toContain('`old/counts-Copy3.ipynb` and others have the same id.');
    expect(finding?.relatedNotebooks).toHaveLength(3);
  });
});

describe('Parents in the record', () => {
  test('Should each be known', () => {
    const findings = found(
      'unknown-parent',
      written({ id: 'bbbbbbbbbbbb', parent: ['aaaaaaaaaaaa', 'zzzzzzzzzzzz'] }),
      {
        'a.ipynb': written({ id: 'aaaaaaaaaaaa' }),
      },
    );
    expect(findings.map(({ place }) => place)).toEqual([
      { kind: 'json', path: ['metadata', 'nbproject', 'parent', 1], at: 'value' },
    ]);
  });

  test.each([[null], [''], [7], [[]], [[3, null, '']], [{ id: 'x' }]])('Should not be looked for in %j', (parent) => {
    for (const code of ['unknown-parent', 'parent-cycle', 'stale-parent'])
      expect(
        messages(code, written({ id: 'bbbbbbbbbbbb', parent, time_published: '2024-06-01T00:00:00Z' }), {}),
      ).toEqual([]);
  });

  test('Should lead back over any number of notebooks, and say through which', () => {
    const chain = {
      'b.ipynb': written({ id: 'bbbbbbbbbbbb', parent: ['xxxxxxxxxxxx', 'cccccccccccc'] }),
      'steps/c.ipynb': written({ id: 'cccccccccccc', parent: 'dddddddddddd' }),
      'd.ipynb': written({ id: 'dddddddddddd', parent: 'aaaaaaaaaaaa' }),
    };
    expect(
      messages('parent-cycle', written({ id: 'aaaaaaaaaaaa', parent: ['zzzzzzzzzzzz', 'bbbbbbbbbbbb'] }), chain),
    ).toEqual([
      'Following parents comes back here, through `b.ipynb`, then `steps/c.ipynb`, then `d.ipynb`. Take one of them out.',
    ]);
    // Of a circle further up, those notebooks say so themselves.
    expect(
      messages('parent-cycle', written({ id: 'eeeeeeeeeeee', parent: 'bbbbbbbbbbbb' }), {
        ...chain,
        'd.ipynb': written({ id: 'dddddddddddd', parent: 'bbbbbbbbbbbb' }),
      }),
    ).toEqual([]);
  });

  test('Should not be the notebook itself', () => {
    const itself = written({ id: 'aaaaaaaaaaaa', parent: 'aaaaaaaaaaaa' });
    expect(messages('parent-cycle', itself, {})).toEqual(['The notebook names itself as its parent. Take it out.']);
    expect(messages('unknown-parent', itself, {})).toEqual([]);
  });

  test.each([
    ['2024-06-01T00:00:00+02:00', '2024-05-31T22:30:00+00:00', true],
    ['2024-06-01T00:00:00+02:00', '2024-05-31T21:30:00+00:00', false],
    ['2024-06-01T00:00:00+02:00', undefined, false],
    ['2024-06-01T00:00:00+02:00', 'last week', false],
    [undefined, '2024-05-31T22:30:00+00:00', false],
  ])('Should be stale where published later: here %s, there %s', (time_published, theirs, isStale) => {
    const parent = written({ id: 'aaaaaaaaaaaa', ...(theirs && { time_published: theirs }) });
    const child = written({ id: 'bbbbbbbbbbbb', parent: 'aaaaaaaaaaaa', ...(time_published && { time_published }) });
    expect(messages('stale-parent', child, { 'a.ipynb': parent })).toHaveLength(isStale ? 1 : 0);
  });
});

describe('A file that another notebook writes', () => {
  const writer = written({ id: 'aaaaaaaaaaaa' }, 'x.to_csv("out/x.csv")');
  const reads = 'pd.read_csv("out/x.csv")';

  test.each([
    ['no parent', undefined, 'aaaaaaaaaaaa'],
    ['null', null, 'aaaaaaaaaaaa'],
    ['one', 'pppppppppppp', ['pppppppppppp', 'aaaaaaaaaaaa']],
    ['a list', ['pppppppppppp'], ['pppppppppppp', 'aaaaaaaaaaaa']],
    ['an empty list', [], ['aaaaaaaaaaaa']],
  ])('Should add its writer to %s, in the form that is there', (_, parent, expected) => {
    const notation = written({ id: 'bbbbbbbbbbbb', ...(parent !== undefined && { parent }) }, reads);
    expect(fixed('undeclared-parent', notation, { 'a.ipynb': writer })).toEqual([
      ['Name `a.ipynb` as a parent', expect.objectContaining({ parent: expected })],
    ]);
  });

  test('Should be reported once, with each writer on offer', () => {
    const twice = written({ id: 'bbbbbbbbbbbb' }, `${reads}\n${reads}`);
    const project = { 'a.ipynb': writer, 'other.ipynb': written({ id: 'oooooooooooo' }, 'open("out/x.csv", "w")') };
    expect(found('undeclared-parent', twice, project)).toHaveLength(1);
    expect(fixed('undeclared-parent', twice, project).map(([title]) => title)).toEqual([
      'Name `a.ipynb` as a parent',
      'Name `other.ipynb` as a parent',
    ]);
  });

  test.each<[string, string, Project]>([
    [
      'names one of the writers',
      written({ id: 'b', parent: 'aaaaaaaaaaaa' }, reads),
      { 'a.ipynb': writer, 'o.ipynb': written({ id: 'o' }, 'open("out/x.csv", "w")') },
    ],
    ['wrote the file before', written({ id: 'b' }, `open("out/x.csv", "w")\n${reads}`), { 'a.ipynb': writer }],
    ['only writes it', written({ id: 'b' }, 'x.to_csv("out/x.csv")'), { 'a.ipynb': writer }],
    ['has no record', `--- code [ ]\n${reads}`, { 'a.ipynb': writer }],
    ['has a copy that writes it', written({ id: 'aaaaaaaaaaaa' }, reads), { 'a.ipynb': writer }],
    [
      'is the parent of the writer',
      written({ id: 'bbbbbbbbbbbb' }, reads),
      { 'a.ipynb': written({ id: 'aaaaaaaaaaaa', parent: 'bbbbbbbbbbbb' }, 'x.to_csv("out/x.csv")') },
    ],
    ['reads one in another folder', written({ id: 'b' }, reads), { 'steps/a.ipynb': writer }],
    ['has a writer without an id', written({ id: 'b' }, reads), { 'a.ipynb': '--- code [ ]\nx.to_csv("out/x.csv")' }],
  ])('Should not be reported in a notebook that %s', (_, notation, project) => {
    expect(messages('undeclared-parent', notation, project)).toEqual([]);
  });

  test('Should be reported where the notebook overwrites what it has read', () => {
    const notation = written({ id: 'b' }, 'pd.read_csv("out/x.csv").dropna().to_csv("out/x.csv")');
    expect(messages('undeclared-parent', notation, { 'a.ipynb': writer })).toHaveLength(1);
  });
});

describe('A file that is not there', () => {
  const missing = (cells: readonly string[], project: Project = {}) =>
    messages('missing-data-file', cells.map((source) => `--- code [ ]\n${source}`).join('\n'), project);

  test.each([
    [['pd.read_csv("x.csv")']],
    [['%matplotlib inline\nimport pandas as pd', '!pip install pandas\n!ls data', 'pd.read_csv("x.csv")']],
    [['%%time\npd.read_csv("x.csv")']],
    [['pd.read_csv("x.csv")\npd.read_csv("x.csv")']],
    [['pd.read_csv("x.csv")', '!wget https://lab.org/x.csv']],
    [['json.dump(1, open("y.json", "w"))', 'pd.read_csv("x.csv")']],
  ])('Should be reported once: %j', (cells) => {
    expect(missing(cells)).toHaveLength(1);
  });

  test.each([
    [['pd.read_csv("data/*.csv")']],
    [['pd.HDFStore("x.h5")']],
    [['df.to_csv("x.csv")', 'pd.read_csv("x.csv")']],
    [['np.save("x", a)', 'np.load("x.npy")']],
    [['df.to_parquet("data")', 'pd.read_parquet("data/part-0.parquet")']],
    [['!wget https://lab.org/data.zip && unzip data.zip', 'pd.read_csv("data/x.csv")']],
    [['!curl -o x.csv https://lab.org/x', 'pd.read_csv("x.csv")']],
    [['!echo 1 > x.csv', 'pd.read_csv("x.csv")']],
    [['%%writefile x.csv\na,b', 'pd.read_csv("x.csv")']],
    [['%%bash\nmake', 'pd.read_csv("x.csv")']],
    [['%run prepare.py', 'pd.read_csv("x.csv")']],
    [['%cd data', 'pd.read_csv("x.csv")']],
    [['os.chdir("data")', 'pd.read_csv("x.csv")']],
    [['urlretrieve(url)', 'pd.read_csv("x.csv")']],
    [['zipfile.ZipFile("here.zip").extractall()', 'pd.read_csv("x.csv")']],
    [['df.to_csv(path)', 'pd.read_csv("x.csv")']],
    [['with open(path, "w") as f: f.write(text)', 'pd.read_csv("x.csv")']],
    [['prepare("x.csv")', 'pd.read_csv("x.csv")']],
    [['if os.path.exists("x.csv"):\n    pd.read_csv("x.csv")']],
    [['try:\n    pd.read_csv("x.csv")\nexcept FileNotFoundError:\n    pass']],
    [['this is no Python', 'pd.read_csv("x.csv")']],
    [['pd.read_csv("https://lab.org/x.csv")']],
  ])('Should not be reported where something may have made it: %j', (cells) => {
    expect(missing(cells, { 'here.zip': '' })).toEqual([]);
  });

  test('Should be reported no more than fifty times, and never by a path that no system has', () => {
    const reads = Array.from({ length: 3000 }, (_, number) => `open("data/${number}.csv")`).join('\n');
    expect(missing([reads])).toHaveLength(50);
    expect(missing([`open("${'a/'.repeat(100_000)}x")\nopen("${'a.'.repeat(100_000)}x")`])).toEqual([]);
  });

  test('Should be what a parent makes, and named where another notebook does', () => {
    const project = { 'a.ipynb': written({ id: 'aaaaaaaaaaaa' }, 'x.to_csv("x.csv")') };
    const reads = 'pd.read_csv("x.csv")';
    expect(messages('missing-data-file', written({ id: 'b', parent: 'aaaaaaaaaaaa' }, reads), project)).toEqual([]);
    expect(
      messages('missing-data-file', written({ id: 'b', parent: 'c' }, reads), {
        ...project,
        'c.ipynb': written({ id: 'c', parent: 'aaaaaaaaaaaa' }),
      }),
    ).toEqual([]);
    expect(messages('missing-data-file', written({ id: 'b' }, reads), project)).toEqual([
      "Cell 1: `x.csv` is not there, from the notebook's folder. Run `a.ipynb` first, which writes it, and name it as a parent.",
    ]);
  });
});

test('Should say nothing of lineage as long as nobody has looked', () => {
  const notation = written({ id: 'a', parent: ['a', 'z'] }, 'pd.read_csv("x.csv")');
  const codes = [
    'duplicate-notebook-id',
    'unknown-parent',
    'parent-cycle',
    'stale-parent',
    'undeclared-parent',
    'missing-data-file',
  ];
  expect(codes.flatMap((code) => findingsOf(code, notebookOf(notation)))).toEqual([]);
});

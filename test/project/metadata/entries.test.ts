import fc from 'fast-check';
import type { JsonObject, JsonValue } from 'nbproject-protocol';
import { describe, expect, test } from 'vitest';
import { listedEntries } from '../../../server/src/project/metadata/yaml/index.ts';

function read(text: string): JsonObject {
  const found = listedEntries(text);
  if ('problem' in found) throw new Error(found.problem);
  return Object.fromEntries(found.entries);
}

function edit(text: string, changes: Readonly<Record<string, JsonObject | undefined>>): string {
  const found = listedEntries(text);
  const edited = 'problem' in found ? found : found.edit(new Map(Object.entries(changes)));
  if ('problem' in edited) throw new Error(edited.problem);
  return edited.text;
}

describe('reading nbproject_metadata.yml', () => {
  test('gives the entries by id', () => {
    const text = "Kq3vX8bTz1Wn:\n  time_init: 2024-03-05 09:12\n  name: a.ipynb\n  version: '1'\n  location: .\n";
    expect(read(text)).toEqual({
      Kq3vX8bTz1Wn: { time_init: '2024-03-05 09:12', name: 'a.ipynb', version: '1', location: '.' },
    });
  });

  test('keeps versions and times as they are written, which YAML takes for numbers', () => {
    const text = 'A:\n  pypackage:\n    numpy: 1.10\n    pandas:\n    scipy: 1_0\n  reviewed: 2024-05-01\n';
    expect(read(text)).toEqual({
      A: { pypackage: { numpy: '1.10', pandas: '', scipy: '1_0' }, reviewed: '2024-05-01' },
    });
  });

  test('takes an id for text, whatever it looks like', () => {
    expect(Object.keys(read('123456789012: {name: a}\n0x1234567890: {name: b}\n'))).toEqual([
      '123456789012',
      '0x1234567890',
    ]);
  });

  test('follows references, and no more of them than a person writes', () => {
    expect(read('A: &a {user_name: Ada}\nB: {<<: *a, name: b}\nC: *a\n')).toMatchObject({
      B: { user_name: 'Ada', name: 'b' },
      C: { user_name: 'Ada' },
    });
    const levels = Array.from(
      { length: 9 },
      (_, level) => `&l${level + 1} [${Array(9).fill(`*l${level}`).join(', ')}]`,
    );
    const bomb = `A:\n  l0: &l0 [lol]\n${levels.map((level, index) => `  l${index + 1}: ${level}\n`).join('')}`;
    expect(listedEntries(bomb)).toEqual({ problem: 'what is under `A` refers to other places too often' });
  });

  test.each([
    ['A:\n  b: [1\n', /^line 3 is no YAML: /],
    ['- A\n- B\n', 'it has to be an object, one notebook under each id'],
    ['A: text\n', 'what is under `A` has to be an object'],
    ['A: {}\n---\nB: {}\n', 'it has to be one document, without `---` between'],
    ['['.repeat(1_000_000), 'it is nested too deep'],
    ['- '.repeat(1_000_000), 'it is nested too deep'],
    ['? '.repeat(1_000_000), 'it is nested too deep'],
  ])('says what is wrong with %#', (text, problem) => {
    expect(listedEntries(text)).toEqual({ problem: expect.stringMatching(problem) });
  });

  test('finds nothing in a file without content', () => {
    for (const text of ['', '# later\n', '{}\n', 'null\n', '---\n']) expect(read(text)).toEqual({});
  });
});

describe('editing nbproject_metadata.yml', () => {
  const written = `# Our notebooks

A:   # the first one
    name:   "a.ipynb"   # as it was
    version: '1'
    pypackage:
        numpy: 1.26.4   # pinned for a reason
        pandas: 2.0.1

# and the second
B: {name: b.ipynb, version: '2'}
`;

  test('changes a value and nothing else', () => {
    const before = read(written).A as JsonObject;
    expect(edit(written, { A: { ...before, name: 'c.ipynb' } })).toBe(
      written.replace('name:   "a.ipynb"   # as it was', 'name: c.ipynb   # as it was'),
    );
  });

  test('changes, adds and takes away packages among those that stay', () => {
    const before = read(written).A as JsonObject;
    const pypackage = { numpy: '1.26.4', scipy: '1.13.0', pandas: '2.2.0' };
    expect(edit(written, { A: { ...before, pypackage } })).toBe(
      written.replace('pandas: 2.0.1', 'pandas: 2.2.0\n        scipy: 1.13.0'),
    );
    expect(edit(written, { A: { ...before, pypackage: { numpy: '1.26.4' } } })).toBe(
      written.replace('        pandas: 2.0.1\n', ''),
    );
    expect(edit(written, { A: { ...before, pypackage: {} } })).toContain(
      "    version: '1'\n    pypackage: {}\n\n# and",
    );
  });

  test('adds a field to an entry, and an entry to the file', () => {
    const { A, B } = read(written) as { A: JsonObject; B: JsonObject };
    expect(edit(written, { A: { ...A, parent: ['B'] } })).toBe(
      written.replace('pandas: 2.0.1\n', 'pandas: 2.0.1\n    parent:\n    - B\n'),
    );
    expect(edit(written, { B: { ...B, parent: 'A' }, C: { name: 'c.ipynb' } })).toBe(
      written.replace(/B: .*\n/, "B:\n  name: b.ipynb\n  version: '2'\n  parent: A\nC:\n  name: c.ipynb\n"),
    );
  });

  test('takes an entry away', () => {
    expect(edit(written, { A: undefined, C: { name: 'c' } })).toBe(
      "# Our notebooks\n\n\n# and the second\nB: {name: b.ipynb, version: '2'}\nC:\n  name: c\n",
    );
  });

  test('keeps line ends, and ends the last line', () => {
    expect(edit('A:\r\n  name: a', { A: { name: 'b' }, B: { name: 'c' } })).toBe(
      'A:\r\n  name: b\r\nB:\r\n  name: c\r\n',
    );
  });

  test('begins a file that has nothing in it yet', () => {
    for (const text of ['', '# ours\n', '{}\n', '# ours\n{} # none\n', 'null\n']) {
      expect(read(edit(text, { A: { name: 'a' } }))).toEqual({ A: { name: 'a' } });
    }
    expect(edit('# ours\n', { A: { name: 'a' } })).toBe('# ours\nA:\n  name: a\n');
  });

  test('edits what is written as JSON', () => {
    const text = edit('{"A": {"name": "a"}, "B": {"name": "b"}}\n', { B: { name: 'c' }, C: { name: 'd' } });
    expect(read(text)).toEqual({ A: { name: 'a' }, B: { name: 'c' }, C: { name: 'd' } });
  });

  test('refuses to change what another place refers to', () => {
    const text = 'A:\n  pypackage: &p {numpy: 1}\nB:\n  pypackage: *p\n';
    expect(() => edit(text, { A: { name: 'a' } })).toThrow(
      'it is written in a way that cannot be edited: write it without anchors and references',
    );
  });

  test('writes what is read again, whatever it is', () => {
    const plain = { noNullPrototype: true };
    const value: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          'yes',
          '1.10',
          '2020-01-01',
          '04:05',
          'null',
          '~',
          '# no',
          'a: b',
          '- x',
          'é',
          '\u{1f600}',
          ' a ',
        ),
        fc.boolean(),
        fc.integer(),
        fc.array(tie('value')),
        fc.dictionary(
          fc.string().filter((key) => key !== '<<'),
          tie('value'),
          plain,
        ),
      ),
    })).value;
    const entry = fc.dictionary(fc.constantFrom('name', 'user_name', 'tags', 'a b', 'yes', 'é'), value, plain);
    const entries = fc.dictionary(fc.constantFrom('A', 'B', 'C', '123456789012'), entry, plain);
    fc.assert(
      fc.property(entries, entries, entries, (first, second, third) => {
        const text = edit(edit(edit('', first), second), third);
        expect(read(text)).toEqual({ ...first, ...second, ...third });
      }),
      { numRuns: 100 },
    );
  });
});

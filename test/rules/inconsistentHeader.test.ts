import { expect, test } from 'vitest';
import { findingsOf, fixesOf } from '../support/check.ts';
import { notebookOf } from '../support/notation.ts';

const identity = { id: 'a1B2c3D4e5F6', version: '1', time_init: '2024-05-31T09:30:00+00:00' };

function notebook(call: string, record: object | undefined, imports = 'from nbproject import header') {
  const metadata = JSON.stringify(record === undefined ? {} : { nbproject: { ...identity, ...record } });
  return notebookOf(`--- code [1]\n${imports}\n${call}\n--- metadata\n${metadata}`);
}

// The answers of nbproject 0.11.1 to the same calls (_header.py).
test.each([
  ['header(parent="a")', { parent: 'a' }, false],
  ['header(parent="a")', { parent: ['a'] }, true],
  ['header(parent=["a", "b"])', { parent: ['b', 'a'] }, true],
  ['header(parent="a")', {}, true],
  ['header(parent=None)', { parent: 'a' }, false],
  ['header(pypackage="numpy")', { pypackage: { numpy: '1.0' } }, false],
  ['header(pypackage="numpy")', { pypackage: null }, true],
  ['header(pypackage=["numpy", "pandas"])', { pypackage: { numpy: '' } }, true],
  ['header(pypackage=[])', {}, false],
  ['header()', { parent: 'a' }, false],
])('Should find %s beside %j inconsistent: %s', (call, record, expected) => {
  expect(findingsOf('inconsistent-header', notebook(call, record)).length > 0).toBe(expected);
});

test('Should take a tuple for a list, which nbproject never does, since the record can hold none', () => {
  expect(findingsOf('inconsistent-header', notebook('header(parent=("a",))', { parent: ['a'] }))).toEqual([]);
});

test('Should say nothing of a call that is not of nbproject, of what is no literal, and where there is no record', () => {
  expect(findingsOf('inconsistent-header', notebook('header(parent="a")', {}, 'from page import header'))).toEqual([]);
  expect(findingsOf('inconsistent-header', notebook('header(parent=ids[0])', {}))).toEqual([]);
  expect(findingsOf('inconsistent-header', notebook('header(parent="a")', undefined))).toEqual([]);
});

test('Should know the call by any name of the module', () => {
  expect(
    findingsOf('inconsistent-header', notebook('nb.header(parent="a")', {}, 'import nbproject as nb')),
  ).toHaveLength(1);
});

test.each([
  [{ parent: null }, true],
  [{ parent: 'b' }, false],
])('Should write the parent beside %j (safely: %s)', (record, safe) => {
  const inconsistent = notebook('header(parent="a")', record);
  const [finding] = findingsOf('inconsistent-header', inconsistent);
  expect(fixesOf(inconsistent, finding!)).toEqual([
    {
      title: 'Write the parent to the record',
      edits: [{ kind: 'setMetadata', path: ['nbproject', 'parent'], value: 'a' }],
      safe,
    },
  ]);
});

test('Should write no parent where the calls contradict each other', () => {
  const inconsistent = notebook('header(parent="a")\nheader(parent="b")', {});
  for (const finding of findingsOf('inconsistent-header', inconsistent))
    expect(fixesOf(inconsistent, finding)).toEqual([]);
});

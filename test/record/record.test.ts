import { createHash } from 'node:crypto';
import type { JsonValue } from 'nbproject-protocol';
import { expect, test } from 'vitest';
import {
  newRecord,
  newRecordId,
  recordProblems,
  recordTime,
  sourceHash,
  stateOf,
} from '../../server/src/record/index.ts';
import { notebookOf } from '../support/notation.ts';

const valid = { id: 'a1B2c3D4e5F6', version: '1', time_init: '2022-08-10T08:06:58.431446+00:00' };

test('Should be made as nbproject makes it', () => {
  const record = newRecord(new Date('2024-05-31T09:30:00.123Z'), { handle: 'ada', id: null, name: 'Ada' });
  expect(record).toEqual({
    id: expect.stringMatching(/^[0-9A-Za-z]{12}$/),
    version: '1',
    time_init: '2024-05-31T09:30:00.123000+00:00',
    pypackage: null,
    parent: null,
    user_handle: 'ada',
    user_id: null,
    user_name: 'Ada',
  });
  expect(recordProblems({ nbproject: record })).toEqual([]);
});

test('Should have ids in which each character comes as often as the others', () => {
  const counts = new Map<string, number>();
  for (const character of Array.from({ length: 5000 }, newRecordId).join(''))
    counts.set(character, (counts.get(character) ?? 0) + 1);
  expect(counts.size).toBe(62);
  // 968 expected, with a standard deviation of 31.
  expect(Math.min(...counts.values())).toBeGreaterThan(968 - 6 * 31);
  expect(Math.max(...counts.values())).toBeLessThan(968 + 6 * 31);
});

test('Should write times in UTC with their offset', () => {
  expect(recordTime(new Date(0))).toBe('1970-01-01T00:00:00.000000+00:00');
});

test.each<[record: JsonValue, key: string, corrected: unknown]>([
  [
    null,
    '',
    {
      ...valid,
      id: expect.any(String),
      time_init: expect.any(String),
      pypackage: null,
      parent: null,
      user_handle: null,
      user_id: null,
      user_name: null,
    },
  ],
  ['x', '', undefined],
  [{ ...valid, id: 'short' }, 'id', expect.stringMatching(/^\w{12}$/)],
  [{ version: '1', time_init: valid.time_init, uid: valid.id }, 'uid', valid.id],
  [{ ...valid, version: 2 }, 'version', '2'],
  [{ ...valid, version: '' }, 'version', '1'],
  [{ ...valid, time_init: '2022-08-10 08:06' }, 'time_init', '2022-08-10T08:06:00.000000+00:00'],
  [{ ...valid, time_init: 1660118818 }, 'time_init', '2022-08-10T08:06:58.000000+00:00'],
  [{ ...valid, time_init: 'yesterday' }, 'time_init', undefined],
  [{ ...valid, pypackage: ['pandas', 'scanpy'] }, 'pypackage', { pandas: '', scanpy: '' }],
  [{ ...valid, pypackage: { pandas: null } }, 'pypackage/pandas', ''],
  [{ ...valid, pypackage: { pandas: 1.4 } }, 'pypackage/pandas', '1.4'],
  [{ ...valid, pypackage: 'pandas' }, 'pypackage', undefined],
  [{ ...valid, parent: ['z14KWQKD4bwE', null] }, 'parent/1', ['z14KWQKD4bwE']],
  [{ ...valid, parent: 4 }, 'parent', undefined],
  [{ ...valid, user_id: 7 }, 'user_id', '7'],
  [{ ...valid, source_sha256: 'abc' }, 'source_sha256', undefined],
])('Should have the problem of %j at its key, with what was meant', (record, key, corrected) => {
  const [problem, ...others] = recordProblems({ nbproject: record });
  expect(others).toEqual([]);
  expect(problem?.path.slice(1).join('/')).toBe(key);
  expect(problem?.correction?.value(new Date())).toEqual(corrected);
});

test.each<JsonValue>([
  { ...valid, time_init: '2022-08-10T08:06:58Z', version: 'draft', parent: 'z14KWQKD4bwE' },
  { ...valid, parent: [], pypackage: { pandas: '1.4.2', numpy: '' }, lab: 'their own field', user_name: null },
])('Should be right as %j', (record) => {
  expect(recordProblems({ nbproject: record })).toEqual([]);
});

test('Should be hashed over the types and sources of the cells alone', () => {
  const notebook = notebookOf('--- markdown\n# Ä "x"\n--- code [1] stdout=1\nprint(1)\n');
  const form = '[["markdown","# Ä \\"x\\""],["code","print(1)"]]';
  expect(sourceHash(notebook)).toBe(createHash('sha256').update(form, 'utf8').digest('hex'));
  expect(sourceHash(notebookOf('--- markdown id=other\n# Ä "x"\n--- code [7]\nprint(1)\n'))).toBe(sourceHash(notebook));
});

test('Should tell how a notebook stands to its last publish', () => {
  const state = (record: JsonValue) =>
    stateOf(notebookOf(`--- code [1]\nx\n--- metadata\n${JSON.stringify({ nbproject: record })}`));
  const hash = sourceHash(notebookOf('--- code [1]\nx'));
  expect(stateOf(notebookOf('--- code [1]\nx'))).toBe('uninitialized');
  expect(state(null)).toBe('uninitialized');
  expect(['0', '1', 'draft'].map((version) => state({ ...valid, version }))).toEqual(['draft', 'draft', 'draft']);
  expect(state({ ...valid, version: '2', source_sha256: hash })).toBe('published');
  expect(state({ ...valid, version: '2', source_sha256: hash.replace(/./g, '0') })).toBe('modified');
  expect(state({ ...valid, version: '2' })).toBe('unverified');
  expect(state({ ...valid, pypackage: { pandas: '1.4.2' } })).toBe('unverified');
});

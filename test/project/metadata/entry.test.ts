import { describe, expect, test } from 'vitest';
import { recordWith } from '../../../server/src/project/metadata/entry.ts';

const record = { id: 'Kq3vX8bTz1Wn', version: '2', pypackage: { numpy: '2.0' } };

describe('A record with what its entry says', () => {
  test('Should have the packages of the entry, unless it was published since the entry was written', () => {
    const entry = { time_published: '2024-05-31 09:30', pypackage: { numpy: '1.26' } };
    expect(recordWith({ ...record, time_published: '2024-05-31T09:30:00Z' }, entry)).toMatchObject({
      record: { pypackage: { numpy: '1.26' } },
    });
    expect(recordWith({ ...record, time_published: '2024-06-01T09:30:00Z' }, entry)).toMatchObject({
      record: { pypackage: { numpy: '2.0' } },
    });
  });

  test('Should keep its own id and version, and what a publish recorded', () => {
    const published = { ...record, python: '3.12', source_sha256: 'ab' };
    const entry = { id: 'z14KWQKD4bwE', version: '9', python: '3.8' };
    expect(recordWith(published, entry)).toMatchObject({ record: { id: record.id, version: '2', python: '3.12' } });
  });
});

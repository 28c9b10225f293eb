import type { JsonObject } from 'nbproject-protocol';
import type { Notebook } from '../../notebook/index.ts';
import { asObject, textAt } from '../../notebook/json/values.ts';
import { type Author, newRecordId, recordTime } from '../../record/index.ts';
import type { Problem } from '../files/projectFiles.ts';

/**
 * A notebook's record with what every notebook of a project has: an id, a version, the time of its initialization. What is there stays.
 * Where there is none, it is what nbproject's command line begins with, at version "0" (_schemas.py, NBRecord), and its author.
 * A sentence for a record that is something else than an object.
 */
export function initialRecord(
  { metadata }: Notebook,
  now: Date,
  author: Author | undefined,
): { readonly record: JsonObject } | Problem {
  const stored = metadata.nbproject ?? null;
  const record = asObject(stored);
  if (stored !== null && !record)
    return { problem: 'Its record `metadata.nbproject` is no object: `nbls check` says more.' };
  const id = record?.id ?? textAt(record, 'uid') ?? newRecordId();
  if (typeof id !== 'string' || id === '')
    return { problem: 'The id in its record is no text: `nbls check` says more.' };
  const { version, time_init: time } = record ?? {};
  const initial = { ...record, id, version: version ?? '0', time_init: time ?? recordTime(now) };
  return { record: record ? initial : { ...initial, ...authorFields(author) } };
}

function authorFields(author: Author | undefined): JsonObject {
  const fields = { user_handle: author?.handle, user_id: author?.id, user_name: author?.name };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value)) as JsonObject;
}

import { randomInt } from 'node:crypto';
import type { JsonObject } from 'nbproject-protocol';
import type { Author } from './author.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A universal id as nbproject makes them: 12 characters, each as likely as the others. */
export function newRecordId(): string {
  return Array.from({ length: 12 }, () => base62[randomInt(base62.length)]).join('');
}

/** What nbproject 0.11.1 writes when it initializes a notebook (dev/_initialize.py, MetaContainer), its fields in its order. */
export function newRecord(now: Date, author: Author | undefined): JsonObject {
  return {
    id: newRecordId(),
    version: '1',
    time_init: recordTime(now),
    pypackage: null,
    parent: null,
    user_handle: author?.handle ?? null,
    user_id: author?.id ?? null,
    user_name: author?.name ?? null,
  };
}

/** ISO 8601 in UTC with its offset, as Python's `datetime.isoformat` writes it. */
export function recordTime(time: Date): string {
  return time.toISOString().replace(/(\.\d+)Z$/, '$1000+00:00');
}

import type { JsonObject, JsonValue } from 'nbproject-protocol';
import { recordProblems } from '../../record/index.ts';
import type { Problem } from '../files/projectFiles.ts';
import type { Place } from './place.ts';

/** What nbproject_metadata.yml says of one notebook: where it is, and fields of its record. */
export type Entry = JsonObject;

/** What the file says of each notebook, by the notebook's id. */
export type Entries = ReadonlyMap<string, Entry>;

/** In every entry, in this order. They come from the notebook, whatever the file says (nbproject, _schemas.py, YAMLRecord). */
const ownFields = ['time_init', 'name', 'version', 'location'] as const;

/** Written by a publish, and true of the notebook that was published: the file keeps them for a notebook that has lost them. */
const publishedFields: ReadonlySet<string> = new Set(['python', 'time_published', 'source_sha256']);

/** A record with what its entry has to say, or a sentence on what the entry must not say. */
export function recordWith(record: JsonObject, entry: Entry | undefined): { readonly record: JsonObject } | Problem {
  const merged = { ...record, ...Object.fromEntries(Object.entries(entry ?? {}).filter(counts(record, entry))) };
  const problem = recordProblems({ nbproject: merged }).find(
    ({ path: [, key] }) => merged[String(key)] !== record[String(key)],
  );
  return problem
    ? { problem: `What nbproject_metadata.yml says of it is not taken. ${problem.message}` }
    : { record: merged };
}

/** What the file is to say of a notebook with this record. What only its entry says stays. */
export function entryOf(record: JsonObject, place: Place, entry: Entry | undefined): Entry {
  const { id, ...fields } = record;
  const own = {
    time_init: entryTime(fields.time_init),
    name: place.name,
    version: fields.version ?? null,
    location: place.location,
  };
  const others = Object.entries(fields).filter(([key, value]) => value !== null && !Object.hasOwn(own, key));
  return { ...own, ...entry, ...own, ...Object.fromEntries(others) };
}

function counts(record: JsonObject, entry: Entry | undefined): (field: [string, JsonValue]) => boolean {
  return ([key, value]) => {
    if (value === null || key === 'id' || (ownFields as readonly string[]).includes(key)) return false;
    if (publishedFields.has(key)) return (record[key] ?? null) === null;
    return key !== 'pypackage' || !isNewer(record.time_published, entry?.time_published);
  };
}

/** A publish since the file was written recorded the packages anew. */
function isNewer(published: JsonValue | undefined, known: JsonValue | undefined): boolean {
  const time = Date.parse(String(published));
  return !(time <= Date.parse(String(known))) && !Number.isNaN(time);
}

/** As nbproject shows times there: to the minute, in the offset in which they are recorded. */
function entryTime(time: JsonValue | undefined): JsonValue {
  if (typeof time !== 'string') return time ?? null;
  const [, day, hour = ' 00:00'] = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}).*)?$/s.exec(time) ?? [];
  return day === undefined ? time : `${day} ${hour.trim()}`;
}

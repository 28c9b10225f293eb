import type { JsonObject, JsonValue } from 'nbproject-protocol';

/** What keys of a notebook's or a cell's metadata shall hold; undefined takes one away. */
export type MetadataChanges = ReadonlyMap<string, JsonValue | undefined>;

/** An object with changes made: what stays keeps its place. */
export function withChanges(before: JsonObject, changes: MetadataChanges): JsonObject {
  const entries = new Map<string, JsonValue>();
  for (const [key, value] of [...Object.entries(before), ...changes]) {
    if (value === undefined || (changes.has(key) && changes.get(key) === undefined)) continue;
    entries.set(key, value);
  }
  return Object.fromEntries(entries);
}

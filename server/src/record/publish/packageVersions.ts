import type { JsonObject, PackageRow } from 'nbproject-protocol';
import { asObject } from '../../notebook/json/values.ts';

/**
 * What a record says of its packages after they were looked up: the installed version of each that is imported or was recorded, the empty string
 * for one that is not installed, as nbproject has it, and what was recorded where nobody could look. In the record's order, new ones behind.
 */
export function packageVersions(record: JsonObject | undefined, rows: readonly PackageRow[]): JsonObject {
  const recorded = Object.keys(asObject(record?.pypackage) ?? {});
  const byName = new Map(rows.map((row) => [row.name, versionOf(row)]));
  const names = new Set([...recorded, ...byName.keys()]);
  return Object.fromEntries([...names].map((name) => [name, byName.get(name) ?? '']));
}

function versionOf({ installed, recorded, status }: PackageRow): string {
  return installed ?? (status === 'unknown' ? (recorded ?? '') : '');
}

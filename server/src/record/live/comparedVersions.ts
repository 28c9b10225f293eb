import type { PackageRow } from 'nbproject-protocol';
import { versionDistance } from '../../environment/index.ts';

/**
 * What is recorded of a package beside what is installed. `recorded` is null where nothing is, `installed` is null where it is not installed and
 * undefined where nobody knows; either is the empty string for a version that is not known. Equal is what PEP 440 calls equal.
 */
export function comparedVersions(
  name: string,
  recorded: string | null,
  installed: string | null | undefined,
): PackageRow {
  const row = { name, recorded, installed: installed ?? null };
  if (installed === undefined) return { ...row, status: recorded === null ? 'not-recorded' : 'unknown' };
  if (installed === null) return { ...row, status: 'not-installed' };
  if (recorded === null) return { ...row, status: 'not-recorded' };
  if (recorded === '' || installed === '') return { ...row, status: 'unknown' };
  const distance = versionDistance(recorded, installed);
  return distance === 'same' ? { ...row, status: 'same' } : { ...row, status: 'differs', distance };
}

/** How a row differs, in few words: `major`, `not installed`; undefined where it does not, or nobody knows. */
export function differenceOf({ status, distance }: PackageRow): string | undefined {
  switch (status) {
    case 'differs':
      return distance === undefined || distance === 'other' ? 'differs' : distance;
    case 'not-installed':
      return 'not installed';
    case 'not-recorded':
      return 'not recorded';
    case 'same':
    case 'unknown':
      return undefined;
  }
}

import { compareVersions } from './compareVersions.ts';
import { parseVersion } from './version.ts';

/** How far apart two versions are: the first part of the release in which they differ, `other` for all that comes after. */
export type VersionDistance = 'same' | 'major' | 'minor' | 'patch' | 'other';

/** "1.0" and "1.0.0" are the same; an epoch is a major step; a text that is no version is `other` than everything else. */
export function versionDistance(one: string, other: string): VersionDistance {
  if (compareVersions(one, other) === 0) return 'same';
  const left = parseVersion(one);
  const right = parseVersion(other);
  if (!left || !right) return 'other';
  if (left.epoch !== right.epoch) return 'major';
  const differs = (index: number) => (left.release[index] ?? 0n) !== (right.release[index] ?? 0n);
  if (differs(0)) return 'major';
  if (differs(1)) return 'minor';
  return differs(2) ? 'patch' : 'other';
}

import type { VersionBump } from 'nbproject-protocol';
import { compareVersions } from '../../environment/index.ts';

/**
 * The version that follows `present`, or undefined where it is none that can be counted up. `next` counts a whole number up by one and the
 * second number of any other version; the others are those of semantic versioning, for which `2` is `2.0.0` and a pre-release comes before
 * its release.
 */
export function followingVersion(present: string, bump: VersionBump): string | undefined {
  const version = numbersOf(present);
  if (!version) return undefined;
  const { major, minor, patch, isPreRelease, given } = version;
  if (bump === 'next' && given < 3) return given === 1 ? `${major + 1n}` : `${major}.${minor + 1n}`;
  switch (bump) {
    case 'major':
      return isPreRelease && minor === 0n && patch === 0n ? `${major}.0.0` : `${major + 1n}.0.0`;
    case 'next':
    case 'minor':
      return isPreRelease && patch === 0n ? `${major}.${minor}.0` : `${major}.${minor + 1n}.0`;
    case 'patch':
      return `${major}.${minor}.${isPreRelease ? patch : patch + 1n}`;
  }
}

/** False also where the two cannot be compared. */
export function isLower(version: string, present: string): boolean {
  const one = numbersOf(version);
  const other = numbersOf(present);
  if (!one || !other) return false;
  const difference = compareVersions(releaseOf(one), releaseOf(other));
  return difference < 0 || (difference === 0 && one.isPreRelease && !other.isPreRelease);
}

interface Numbers {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly isPreRelease: boolean;
  /** How many of the three are written. */
  readonly given: 1 | 2 | 3;
}

/** As semantic versioning writes them, with one or two numbers left out. Others, such as `2024.01` or `final`, are known to their authors only. */
const form =
  /^(0|[1-9]\d{0,30})(?:\.(0|[1-9]\d{0,30})(?:\.(0|[1-9]\d{0,30})(-[0-9A-Za-z.-]{1,100})?(?:\+[0-9A-Za-z.-]{1,100})?)?)?$/;

function numbersOf(version: string): Numbers | undefined {
  const match = form.exec(version);
  if (!match) return undefined;
  const [, major = '0', minor, patch, preRelease] = match;
  return {
    major: BigInt(major),
    minor: BigInt(minor ?? 0),
    patch: BigInt(patch ?? 0),
    isPreRelease: preRelease !== undefined,
    given: patch !== undefined ? 3 : minor !== undefined ? 2 : 1,
  };
}

function releaseOf({ major, minor, patch }: Numbers): string {
  return `${major}.${minor}.${patch}`;
}

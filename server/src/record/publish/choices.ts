import { type VersionBump, versionBumps } from 'nbproject-protocol';
import type { Notebook } from '../../notebook/model.ts';
import { quoted } from '../../notebook/untrusted.ts';
import { recordOf, stateOf } from '../record.ts';
import { followingVersion, isLower } from './version.ts';

/** A version that a notebook may be published as, and what it follows from. */
export interface VersionChoice {
  readonly version: string;
  readonly bump: VersionBump;
}

/** What to publish as: `version` comes before `bump`. */
export interface VersionWish {
  readonly version?: string | undefined;
  readonly bump?: VersionBump | undefined;
  /** Also a version lower than the present one. */
  readonly force?: boolean | undefined;
}

/** What may be chosen from, the default first, each version once; empty where the present version cannot be counted up. */
export function versionChoices(notebook: Notebook): readonly VersionChoice[] {
  const choices = versionBumps.flatMap((bump): VersionChoice[] => {
    const version = versionAfter(notebook, bump);
    return version === undefined ? [] : [{ version, bump }];
  });
  return choices.filter(({ version }, index) => choices.findIndex((one) => one.version === version) === index);
}

/** The version that was wished for, or a full sentence on why it cannot be had. */
export function wishedVersion(
  notebook: Notebook,
  { version, bump = 'next', force }: VersionWish,
): { readonly version: string } | { readonly problem: string } {
  const present = presentVersion(notebook);
  if (version === undefined) {
    const following = versionAfter(notebook, bump);
    if (following !== undefined) return { version: following };
    return { problem: `The version ${quoted(present)} cannot be counted up. Say which version to publish as.` };
  }
  if (!isVersion(version)) {
    return { problem: `${quoted(version)} is no version. Give one such as \`2\` or \`1.1.0\`, without white space.` };
  }
  if (force !== true && isLower(version, present)) {
    const message = `The version ${quoted(version)} is lower than the present one, ${quoted(present)}. Give a higher one.`;
    return { problem: message };
  }
  return { version };
}

/** One that could not be read is what nbproject begins with. */
function presentVersion(notebook: Notebook): string {
  const version = recordOf(notebook)?.version;
  if (typeof version === 'number') return String(version);
  return typeof version === 'string' && version.trim() !== '' ? version : '1';
}

/** With `next`, only what changed since its publish gets a new version; where nobody knows whether it did, it keeps its own, as in nbproject. */
function versionAfter(notebook: Notebook, bump: VersionBump): string | undefined {
  const present = presentVersion(notebook);
  if (bump !== 'next' || stateOf(notebook) === 'modified') return followingVersion(countable(present), bump);
  return countable(present);
}

/** nbproject began at "0" before it began at "1", and at "draft" before that. */
function countable(version: string): string {
  return version === '0' || version === 'draft' ? '1' : version;
}

/** Long enough for a commit's hash; nothing that hides or breaks a line. */
function isVersion(version: string): boolean {
  return /^[^\s\p{C}]{1,100}$/u.test(version);
}

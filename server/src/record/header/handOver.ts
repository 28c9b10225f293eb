import type { Header, HeaderRow, PackageRow } from 'nbproject-protocol';
import { differenceOf } from '../live/comparedVersions.ts';

/** What a notebook was made with, beside what would run it here: what its sender had, and what its receiver has. */
export interface HandOver {
  /** The head of each column. */
  readonly columns: readonly [sender: string, receiver: string];
  /** What differs, the furthest first. */
  readonly lines: readonly HandOverLine[];
  /** How many packages are the same, in words; empty for none. */
  readonly rest: string;
}

export interface HandOverLine {
  readonly name: string;
  readonly sender: string;
  readonly receiver: string;
  readonly difference: string;
}

/** Undefined where nothing differs, or nothing was recorded or found to compare. */
export function handOverOf({ python, packages }: Pick<Header, 'python' | 'packages'>): HandOver | undefined {
  const recorded = packages.filter((row) => row.recorded !== null);
  const differing = [
    ...(python?.status === 'differs' ? [python] : []),
    ...(recorded.length > 0 ? packages : []).filter((row) => differenceOf(row) !== undefined).sort(byDistance),
  ];
  if (differing.length === 0) return undefined;
  return {
    columns: ['recorded', 'here'],
    lines: differing.map(lineOf),
    rest: restText(packages.filter(({ status }) => status === 'same').length),
  };
}

function restText(same: number): string {
  if (same === 0) return '';
  return same === 1 ? '1 other is the same' : `${same} others are the same`;
}

/** The rows that say the same on one line each, as nbproject does, where there is no room for columns. */
export const handOverLabels: ReadonlySet<HeaderRow['label']> = new Set([
  'python_store',
  'python_live',
  'pypackage_store',
  'pypackage_live',
]);

function lineOf(row: PackageRow): HandOverLine {
  return {
    name: row.name,
    sender: versionText(row.recorded),
    receiver: versionText(row.installed),
    difference: differenceOf(row) ?? '',
  };
}

function versionText(version: string | null): string {
  return version === null ? '–' : version === '' ? 'unknown' : version;
}

const furthestFirst = ['not installed', 'major', 'minor', 'patch', 'differs', 'not recorded'];

function byDistance(one: PackageRow, other: PackageRow): number {
  const rank = (row: PackageRow) => furthestFirst.indexOf(differenceOf(row) ?? '');
  return rank(one) - rank(other) || (one.name < other.name ? -1 : 1);
}

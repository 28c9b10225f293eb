import { parseVersion, type Version } from './version.ts';

/**
 * The order of two versions by PEP 440: negative when `one` is lower. A text that is no version is lower than every version;
 * two such texts are in the order of their characters.
 */
export function compareVersions(one: string, other: string): number {
  const left = parseVersion(one);
  const right = parseVersion(other);
  if (left && right) return compareParsed(left, right);
  if (!left && !right) return order(one, other);
  return left ? 1 : -1;
}

function compareParsed(one: Version, other: Version): number {
  return (
    order(one.epoch, other.epoch) ||
    compareLists(one.release, other.release) ||
    order(preRank(one), preRank(other)) ||
    order(one.pre?.number ?? 0n, other.pre?.number ?? 0n) ||
    order(one.post ?? -1n, other.post ?? -1n) ||
    compareDev(one.dev, other.dev) ||
    compareLocal(one.local, other.local)
  );
}

/** A development release of the release itself comes before its first alpha; the release and its post-releases after all. */
function preRank({ pre, post, dev }: Version): number {
  if (pre) return { a: 1, b: 2, rc: 3 }[pre.stage];
  return post === undefined && dev !== undefined ? 0 : 4;
}

function compareDev(one: bigint | undefined, other: bigint | undefined): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined);
  return order(one, other);
}

/** A missing part of a release counts as zero. */
function compareLists(one: readonly bigint[], other: readonly bigint[]): number {
  for (let index = 0; index < Math.max(one.length, other.length); index++) {
    const difference = order(one[index] ?? 0n, other[index] ?? 0n);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Part by part; a number is above a word, and the longer of two that begin alike is above the shorter. */
function compareLocal(one: readonly (bigint | string)[], other: readonly (bigint | string)[]): number {
  for (let index = 0; index < Math.min(one.length, other.length); index++) {
    const left = one[index] ?? '';
    const right = other[index] ?? '';
    const difference = order(typeof left === 'bigint', typeof right === 'bigint') || order(left, right);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

function order<T extends bigint | number | string | boolean>(one: T, other: T): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

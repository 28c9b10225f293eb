/**
 * A version as PEP 440 reads it. Numbers are bigints: a release such as 20240131235959123 is beyond what a number can tell
 * apart.
 */
export interface Version {
  readonly epoch: bigint;
  readonly release: readonly bigint[];
  readonly pre: { readonly stage: 'a' | 'b' | 'rc'; readonly number: bigint } | undefined;
  readonly post: bigint | undefined;
  readonly dev: bigint | undefined;
  readonly local: readonly (bigint | string)[];
}

const longest = 1_000;

const separator = '[-_.]?';
const pattern = new RegExp(
  [
    '^\\s*v?(?:(?<epoch>\\d+)!)?(?<release>\\d+(?:\\.\\d+)*)',
    `(?:${separator}(?<stage>alpha|a|beta|b|preview|pre|c|rc)${separator}(?<preNumber>\\d+)?)?`,
    `(?:-(?<implicitPost>\\d+)|(?<post>${separator}(?:post|rev|r)${separator}(?<postNumber>\\d+)?))?`,
    `(?<dev>${separator}dev${separator}(?<devNumber>\\d+)?)?`,
    '(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\\s*$',
  ].join(''),
  'i',
);

/** Reads every spelling that PEP 440 allows ("1.0-Alpha.2", "v1.0.post"); undefined for what it does not. */
export function parseVersion(text: string): Version | undefined {
  const groups = text.length > longest ? undefined : pattern.exec(text)?.groups;
  if (!groups) return undefined;
  const { epoch, release = '', stage, preNumber, implicitPost, post, postNumber, dev, devNumber, local } = groups;
  return {
    epoch: BigInt(epoch ?? 0),
    release: release.split('.').map(BigInt),
    pre: stage === undefined ? undefined : { stage: stageOf(stage), number: BigInt(preNumber ?? 0) },
    post: implicitPost === undefined && post === undefined ? undefined : BigInt(implicitPost ?? postNumber ?? 0),
    dev: dev === undefined ? undefined : BigInt(devNumber ?? 0),
    local: local === undefined ? [] : local.toLowerCase().split(/[-_.]/).map(localPart),
  };
}

function stageOf(written: string): 'a' | 'b' | 'rc' {
  const letter = written.toLowerCase();
  if (letter.startsWith('a')) return 'a';
  return letter.startsWith('b') ? 'b' : 'rc';
}

function localPart(part: string): bigint | string {
  return /^\d+$/.test(part) ? BigInt(part) : part;
}

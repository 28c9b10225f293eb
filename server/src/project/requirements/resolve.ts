import { compareVersions, normalizedName } from '../../environment/index.ts';
import { parseVersion } from '../../environment/versions/version.ts';

/** What one notebook records. */
export interface RecordedPackages {
  readonly file: string;
  /** Names with versions; the empty string for one that is not known. */
  readonly packages: readonly (readonly [name: string, version: string])[];
}

/** What several notebooks need of one package. */
export interface Requirement {
  readonly name: string;
  /** The highest by PEP 440; the empty string where none is recorded. */
  readonly version: string;
  /** Every version that is recorded, the lowest first, with the notebooks that record it. More than one is a conflict. */
  readonly recorded: readonly { readonly version: string; readonly files: readonly string[] }[];
}

/** A recorded name or version that no line of requirements can hold. */
export interface Unusable {
  readonly file: string;
  readonly name: string;
  readonly version: string;
}

/** What notebooks need together, sorted by name. Spellings of one name (PEP 503) are one package. */
export function resolveRequirements(recorded: readonly RecordedPackages[]): {
  readonly requirements: readonly Requirement[];
  readonly unusable: readonly Unusable[];
} {
  const names = new Map<string, string>();
  const versions = new Map<string, Map<string, string[]>>();
  const unusable: Unusable[] = [];
  for (const { file, packages } of recorded) {
    for (const [name, version] of packages) {
      if (!isName(name) || !isVersion(version)) unusable.push({ file, name, version });
      if (!isName(name)) continue;
      const key = normalizedName(name);
      if (!names.has(key)) names.set(key, name);
      const known = versions.get(key) ?? new Map<string, string[]>();
      versions.set(key, known);
      if (version !== '' && isVersion(version)) known.set(version, [...(known.get(version) ?? []), file]);
    }
  }
  const requirements = [...names]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, name]) => {
      const all = [...(versions.get(key) ?? [])].sort(([one], [other]) => compareVersions(one, other));
      return { name, version: all.at(-1)?.[0] ?? '', recorded: all.map(([version, files]) => ({ version, files })) };
    });
  return { requirements, unusable };
}

/** The lines of a requirements.txt. */
export function requirementsText(requirements: readonly Requirement[]): string {
  return requirements.map(({ name, version }) => `${name}${version === '' ? '' : `==${version}`}\n`).join('');
}

/** PEP 508. Whatever else a notebook records would be an option or an address to pip. */
function isName(name: string): boolean {
  return /^[a-z0-9](?:[a-z0-9._-]{0,198}[a-z0-9])?$/i.test(name);
}

function isVersion(version: string): boolean {
  return version === '' || (version === version.trim() && parseVersion(version) !== undefined);
}

import type { Distribution } from '../distributions/distribution.ts';
import { isWithin } from '../paths.ts';
import type { ImportIndex } from './importIndex.ts';
import type { Portions } from './portions.ts';
import { wellKnownDistribution } from './wellKnown.ts';

/** Where an import comes from, or would come from. */
export type Provider =
  /** Installed; several where they share the name, or bring the same one. `prefix` is the part of the import that told. */
  | { readonly kind: 'installed'; readonly distributions: readonly Distribution[]; readonly prefix: string }
  /** Importable, but no distribution says that it brought it: the standard library, a folder of PYTHONPATH, a loose file. */
  | { readonly kind: 'loose'; readonly path: string }
  /** Not there. The distribution to install: from the table of well-known names, else the import's own name. */
  | { readonly kind: 'missing'; readonly distribution: string; readonly isWellKnown: boolean };

/**
 * Finds what brings an import: `["google", "cloud", "storage"]` for `import google.cloud.storage` and for
 * `from google.cloud import storage`, by the longest prefix that is installed. Names of attributes at the end do no harm.
 */
export function lookup(
  index: ImportIndex,
  distributions: readonly Distribution[],
  importPath: readonly string[],
): Provider {
  const [top = ''] = importPath;
  const share = index.byTopLevelName.get(top);
  const installed = share && ('owners' in share ? byLongestPrefix(share, importPath) : { found: [share], prefix: top });
  if (installed) return { kind: 'installed', distributions: installed.found, prefix: installed.prefix };
  const path = share ? undefined : index.looseModules.get(top);
  if (path !== undefined) {
    const editable = distributions.find((one) => one.editableProject && isWithin(one.editableProject, path));
    return editable ? { kind: 'installed', distributions: [editable], prefix: top } : { kind: 'loose', path };
  }
  const known = wellKnownDistribution(importPath);
  return { kind: 'missing', distribution: known ?? top, isWellKnown: known !== undefined };
}

function byLongestPrefix(
  { owners, namespaces, open }: Portions,
  importPath: readonly string[],
): { readonly found: readonly Distribution[]; readonly prefix: string } | undefined {
  for (let length = importPath.length; length > 0; length--) {
    const prefix = importPath.slice(0, length).join('.');
    const owner = owners.get(prefix);
    if (owner) return { found: owner, prefix };
    // A namespace itself comes from all that are in it; what is not found below it comes from none of them.
    const below = length === importPath.length ? namespaces.get(prefix) : undefined;
    if (below) return { found: below, prefix };
  }
  return open.length > 0 ? { found: open, prefix: importPath[0] ?? '' } : undefined;
}

import { join } from 'node:path';
import { mapConcurrently } from '../concurrency.ts';
import { exists, type FolderEntry } from '../disk.ts';
import type { Distribution } from '../distributions/distribution.ts';
import { readInstalledFiles } from '../distributions/installedFiles.ts';
import type { PythonVersion } from '../interpreter/interpreter.ts';
import { readLooseModules } from './looseModules.ts';
import { moduleNames } from './moduleName.ts';
import { dividePortions, type Portions } from './portions.ts';
import { readTopLevelNames } from './topLevelNames.ts';

/** Which distribution brings which import. */
export interface ImportIndex {
  /** Equal to `importlib.metadata.packages_distributions()` of this Python (of 3.12 where it has none). */
  readonly packagesDistributions: ReadonlyMap<string, readonly string[]>;
  /** Top-level name → the one distribution that brings it, or how several share it. */
  readonly byTopLevelName: ReadonlyMap<string, Distribution | Portions>;
  /** Top-level name → path of what the search path has under it, whoever installed it; the first on the path wins. */
  readonly looseModules: ReadonlyMap<string, string>;
}

export interface SearchedFolder {
  readonly path: string;
  readonly entries: readonly FolderEntry[];
  readonly distributions: readonly Distribution[];
}

const readsAtATime = 32;

export async function buildImportIndex(
  folders: readonly SearchedFolder[],
  version: PythonVersion | undefined,
): Promise<ImportIndex> {
  const distributions = folders.flatMap((folder) => folder.distributions);
  const names = await mapConcurrently(distributions, readsAtATime, (distribution) =>
    readTopLevelNames(distribution, version),
  );
  const counted = new Map<string, string[]>();
  const claims = new Map<string, Distribution[]>();
  const claimed = new Set<string>();
  for (const [index, distribution] of distributions.entries()) {
    for (const name of names[index]?.counted ?? []) listUnder(counted, name).push(distribution.name);
    // Of two of one name, the first on the search path is the one that is imported.
    for (const name of names[index]?.importable ?? []) {
      const key = `${distribution.key}\0${name}`;
      if (!claimed.has(key)) listUnder(claims, name).push(distribution);
      claimed.add(key);
    }
  }
  const shares = await mapConcurrently([...claims], readsAtATime, async ([name, claimants]) => {
    return [name, await share(name, claimants, version)] as const;
  });
  const loose = await mapConcurrently(folders, readsAtATime, ({ path, entries }) =>
    readLooseModules(path, entries, moduleNames(version)),
  );
  return {
    packagesDistributions: counted,
    byTopLevelName: new Map(shares),
    looseModules: new Map(loose.toReversed().flatMap((modules) => [...modules])),
  };
}

/** A name with one claimant and an `__init__.py` needs no look at the files; nor does a single module. */
async function share(
  name: string,
  claimants: readonly Distribution[],
  version: PythonVersion | undefined,
): Promise<Distribution | Portions> {
  const [first] = claimants;
  if (first && claimants.length === 1 && !(await isNamespaceFolder(join(first.folder, name)))) return first;
  const claims = await mapConcurrently(claimants, 4, async (distribution) => ({
    distribution,
    files: await readInstalledFiles(distribution.path, ['RECORD', 'installed-files.txt', 'SOURCES.txt']),
  }));
  return dividePortions(name, claims, moduleNames(version));
}

async function isNamespaceFolder(path: string): Promise<boolean> {
  return !(await exists(join(path, '__init__.py'))) && (await exists(path));
}

function listUnder<T>(map: Map<string, T[]>, name: string): T[] {
  const list = map.get(name) ?? [];
  map.set(name, list);
  return list;
}

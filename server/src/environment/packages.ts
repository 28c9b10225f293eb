import { mapConcurrently } from './concurrency.ts';
import { listFolder } from './disk.ts';
import type { Distribution } from './distributions/distribution.ts';
import { normalizedName } from './distributions/normalizedName.ts';
import { readDistributions } from './distributions/readDistributions.ts';
import { listRecentMetadata } from './distributions/recentMetadata.ts';
import { readSearchPath, type SearchPath } from './distributions/searchPath.ts';
import { type Fingerprint, takeFingerprint } from './fingerprint.ts';
import { buildImportIndex, type ImportIndex } from './imports/importIndex.ts';
import { lookup, type Provider } from './imports/lookup.ts';
import type { Interpreter } from './interpreter/interpreter.ts';
import type { Launch } from './locate/launch.ts';
import type { Machine } from './machine.ts';

/** What is installed for an interpreter, read once. */
export interface Packages {
  readonly searchPath: SearchPath;
  /** As importlib.metadata.distributions() gives them: also a second one of the same name, which is never imported. */
  readonly distributions: readonly Distribution[];
  readonly imports: ImportIndex;
  /** By normalised name; the first on the search path, as importlib.metadata.version() has it. */
  readonly byName: ReadonlyMap<string, Distribution>;
  /** Unchanged as long as reading again would give the same. */
  readonly fingerprint: Fingerprint;
}

/** The installed distribution of this name, however it is spelt. */
export function findDistribution(packages: Packages, name: string): Distribution | undefined {
  return packages.byName.get(normalizedName(name));
}

/** What brings an import; see {@link lookup}. */
export function findProvider(packages: Packages, importPath: readonly string[]): Provider {
  return lookup(packages.imports, packages.distributions, importPath);
}

export async function readPackages(machine: Machine, interpreter: Interpreter, launch: Launch): Promise<Packages> {
  const searchPath = await readSearchPath(machine, interpreter, launch);
  // Taken before the folders are read: what changes meanwhile shows at the next look.
  const before = await takeFingerprint([...interpreter.readFrom, ...searchPath.readFrom]);
  const folders = await mapConcurrently(searchPath.folders, 8, async (path) => {
    const entries = await listFolder(path);
    const recent = await takeFingerprint(await listRecentMetadata(path, entries));
    return { path, entries, recent, distributions: await readDistributions(path, entries) };
  });
  const distributions = folders.flatMap((folder) => folder.distributions);
  const byName = new Map<string, Distribution>();
  for (const distribution of distributions) {
    if (!byName.has(distribution.key)) byName.set(distribution.key, distribution);
  }
  return {
    searchPath,
    distributions,
    imports: await buildImportIndex(folders, interpreter.version),
    byName,
    fingerprint: new Map([before, ...folders.map((folder) => folder.recent)].flatMap((states) => [...states])),
  };
}

import { readdir } from 'node:fs/promises';
import type { JsonObject } from 'nbproject-protocol';
import type { EnvironmentQuery, Environments } from '../../environment/index.ts';
import { textAt } from '../../notebook/json/values.ts';
import type { LiveEnvironment } from './packages.ts';

/** Looks up where a notebook runs, and what lies beside it. A folder that cannot be read has nothing in it. */
export async function findLiveEnvironment(
  environments: Environments,
  query: EnvironmentQuery,
): Promise<LiveEnvironment> {
  const [answer, localModules] = await Promise.all([environments.find(query), modulesIn(query.folder)]);
  return { answer, localModules };
}

/** The kernel that a notebook names. */
export function kernelName({ kernelspec }: JsonObject): string | undefined {
  return textAt(kernelspec, 'name');
}

/** What `import` finds in a folder: Python files, and folders, which are packages with or without an `__init__.py`. */
async function modulesIn(folder: string): Promise<ReadonlySet<string>> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.flatMap((entry) => {
    if (entry.isDirectory()) return [entry.name];
    const module = /^([^.]+)\.(?:py|pyc|so|pyd|[^.]+\.(?:so|pyd))$/.exec(entry.name)?.[1];
    return module === undefined ? [] : [module];
  });
  return new Set(names);
}

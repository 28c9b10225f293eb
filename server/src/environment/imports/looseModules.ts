import { join } from 'node:path';
import { type FolderEntry, readText } from '../disk.ts';
import type { ModuleNameOf } from './moduleName.ts';
import { isIdentifier } from './topLevelNames.ts';

/**
 * Top-level names that lie in a folder of the search path, each with where it leads: modules and packages there, and those
 * that an editable install's finder maps elsewhere.
 */
export async function readLooseModules(
  folder: string,
  entries: readonly FolderEntry[],
  moduleNameOf: ModuleNameOf,
): Promise<ReadonlyMap<string, string>> {
  const modules = new Map<string, string>();
  for (const entry of entries) {
    const name = entry.isFile ? moduleNameOf(entry.name) : entry.name;
    if (name !== undefined && isIdentifier(name) && name !== '__pycache__') modules.set(name, join(folder, entry.name));
    if (/^__editable___.*_finder\.py$/.test(entry.name)) {
      for (const [mapped, target] of await readFinder(join(folder, entry.name))) modules.set(mapped, target);
    }
  }
  return modules;
}

/** The `MAPPING = {'package': '/project/src/package'}` of a finder that setuptools writes; read as text, never run. */
async function readFinder(path: string): Promise<readonly (readonly [string, string])[]> {
  const text = (await readText(path, 1024 * 1024)) ?? '';
  const mapping = /^MAPPING\b[^=\n]*=\s*\{(.*)\}/m.exec(text)?.[1] ?? '';
  const pairs = mapping.matchAll(/'((?:[^'\\]|\\.)*)'\s*:\s*'((?:[^'\\]|\\.)*)'/g);
  return Array.from(pairs, ([, name = '', target = '']) => {
    return [name.split('.', 1)[0] ?? name, target.replace(/\\(.)/g, '$1')] as const;
  });
}

import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isWithinAny } from '../../environment/paths.ts';
import type { DataFileLookup } from '../../rules/index.ts';

/**
 * What lies at these absolute paths. A path outside the folders is not looked at, nor is what a link leads to outside of them; nothing is opened.
 * Costs a look at each path, and one at each folder on the way to what is missing.
 */
export async function lookUpDataFiles(files: Iterable<string>, folders: readonly string[]): Promise<DataFileLookup> {
  const roots = await realFolders(folders);
  const found = new Map<string, Promise<Found>>();
  const look = (file: string): Promise<Found> => {
    const known = found.get(file) ?? lookAt(file, roots, look);
    found.set(file, known);
    return known;
  };
  const answers = new Map<string, Exclude<Found, 'elsewhere'>>();
  for (const file of new Set(files)) {
    if (!isWithinAny(folders, file)) continue;
    const answer = await look(file);
    if (answer !== 'elsewhere') answers.set(file, answer);
  }
  return (file) => answers.get(file);
}

type Found = 'file' | 'folder' | 'missing' | 'elsewhere';

async function lookAt(file: string, roots: readonly string[], look: (file: string) => Promise<Found>): Promise<Found> {
  try {
    const real = await realpath(file);
    if (!isWithinAny(roots, real)) return 'elsewhere';
    return (await stat(real)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return 'elsewhere';
    const holder = path.dirname(file);
    return holder === file || (await look(holder)) === 'elsewhere' ? 'elsewhere' : 'missing';
  }
}

async function realFolders(folders: readonly string[]): Promise<readonly string[]> {
  return Promise.all(folders.map((folder) => realpath(folder).catch(() => folder)));
}

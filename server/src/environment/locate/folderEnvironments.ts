import { join, sep } from 'node:path';
import { isFile, isFolder, namesIn } from '../disk.ts';
import type { Machine } from '../machine.ts';
import { folderAndAbove } from '../paths.ts';

/** Where environments are kept inside a project, by the tools that make them there; the first that exists is taken. */
const usualPlaces = [
  '.venv',
  'venv',
  'env',
  '.env',
  '.conda',
  join('.pixi', 'envs', 'default'),
  join('envs', 'default'),
];

/**
 * Prefixes of the environments that lie in `folder` or above it, the nearest first; `environmentsIn` gives those of one
 * folder. The search ends below the home folder (unless it starts there) and with the root.
 */
export async function findFolderEnvironments(
  machine: Machine,
  environmentsIn: (folder: string) => Promise<readonly string[]>,
  folder: string,
): Promise<readonly string[]> {
  const above = folderAndAbove(folder);
  const home = above.indexOf(machine.home);
  const searched = home < 0 ? above : above.slice(0, Math.max(home, 1));
  return (await Promise.all(searched.map(environmentsIn))).flat();
}

/** Prefixes of the environments that lie in `folder` itself. One look at its names spares most folders two at each place. */
export async function findEnvironmentsIn(folder: string): Promise<readonly string[]> {
  const listed = await namesIn(folder);
  // Some file systems take upper and lower case for the same.
  const names = listed && new Set(listed.map((name) => name.toLowerCase()));
  const prefixes = usualPlaces
    // A folder that may be entered and not listed is looked into all the same.
    .filter((place) => names === undefined || names.has(place.split(sep, 1)[0] ?? ''))
    .map((place) => join(folder, place));
  const exist = await Promise.all(prefixes.map(isEnvironment));
  return prefixes.filter((_, index) => exist[index]);
}

/** True for a folder that says of itself that it is an environment. */
async function isEnvironment(prefix: string): Promise<boolean> {
  return (await isFile(join(prefix, 'pyvenv.cfg'))) || (await isFolder(join(prefix, 'conda-meta')));
}

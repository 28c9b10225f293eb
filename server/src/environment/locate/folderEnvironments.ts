import { join } from 'node:path';
import { isFile, isFolder } from '../disk.ts';
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
 * Prefixes of the environments that lie in `folder` or above it, the nearest first. The search ends below the home
 * folder (unless it starts there) and with the root.
 */
export async function findFolderEnvironments(machine: Machine, folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const above of folderAndAbove(folder)) {
    if (above === machine.home && above !== folder) break;
    for (const place of usualPlaces) {
      const prefix = join(above, place);
      if (await isEnvironment(prefix)) found.push(prefix);
    }
    if (above === machine.home) break;
  }
  return found;
}

/** True for a folder that says of itself that it is an environment. */
export async function isEnvironment(prefix: string): Promise<boolean> {
  return (await isFile(join(prefix, 'pyvenv.cfg'))) || (await isFolder(join(prefix, 'conda-meta')));
}

import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Machine } from './machine.ts';

/** The folders of a list such as PATH, PYTHONPATH or JUPYTER_PATH, without its empty and its relative entries. */
export function splitPathList(machine: Machine, list: string | undefined): readonly string[] {
  const delimiter = machine.platform === 'win32' ? ';' : ':';
  return (list ?? '').split(delimiter).filter((entry) => isAbsolute(entry));
}

/** A path as a person writes it in a setting: `~` is the home folder, and it is relative to `folder`. */
export function resolveWritten(machine: Machine, written: string, folder: string): string {
  const rest = /^~(?:$|[/\\](.*))/s.exec(written);
  return rest ? join(machine.home, rest[1] ?? '') : resolve(folder, written);
}

/** True for the folder itself and for everything below it. Both absolute; links are not followed. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** True for a path in one of the folders, or one of them. */
export function isWithinAny(folders: readonly string[], path: string): boolean {
  return folders.some((folder) => isWithin(folder, path));
}

/** The innermost of the folders that a path is in; undefined where it is in none. */
export function innermostAround(folders: readonly string[], path: string): string | undefined {
  const around = folders.filter((folder) => isWithin(folder, path));
  return around.sort((one, other) => other.length - one.length)[0];
}

/** The folder and those above it, the nearest first; ends with the root. */
export function folderAndAbove(folder: string): readonly string[] {
  const folders = [folder];
  for (let current = folder; ; ) {
    const parent = resolve(current, '..');
    if (parent === current) return folders;
    folders.push(parent);
    current = parent;
  }
}

/**
 * True for `\\server\share` and `//server/share` on Windows: merely looking at such a path sends the user's credentials to
 * the server that it names, so a path that a file of the workspace wrote is never followed there.
 */
export function isNetworkPath(machine: Pick<Machine, 'platform'>, path: string): boolean {
  return machine.platform === 'win32' && /^[\\/]{2}/.test(path);
}

import { join, resolve } from 'node:path';
import { exists, listFolder, readText } from '../disk.ts';
import type { Machine } from '../machine.ts';
import { isNetworkPath } from '../paths.ts';

const limitBytes = 1024 * 1024;
const linesLimit = 10_000;

/** The `.pth` files of a site folder, in the order in which CPython's site module reads them. */
export async function listPathFiles(siteFolder: string): Promise<readonly string[]> {
  const names = (await listFolder(siteFolder)).map((entry) => entry.name).filter((name) => name.endsWith('.pth'));
  return names.sort((one, other) => (one < other ? -1 : 1)).map((name) => join(siteFolder, name));
}

/**
 * The folders that a `.pth` file adds: its path lines, as far as they exist, relative to the file's own folder. Lines that
 * begin with `import` are code, which Python would execute; here they are passed over.
 */
export async function readPathFile(machine: Machine, path: string): Promise<readonly string[]> {
  const text = (await readText(path, limitBytes)) ?? '';
  const folders: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/, linesLimit)) {
    if (line.startsWith('#') || line.trim() === '' || /^import[ \t]/.test(line)) continue;
    const written = line.trimEnd();
    // A NUL cannot be in a path; Python stops reading the file there.
    if (written.includes('\0')) break;
    if (isNetworkPath(machine, written)) continue;
    const folder = resolve(path, '..', written);
    if (await exists(folder)) folders.push(folder);
  }
  return folders;
}

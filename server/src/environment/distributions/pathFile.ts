import { join, resolve } from 'node:path';
import { listFolder, readText } from '../disk.ts';
import type { Machine } from '../machine.ts';
import { isNetworkPath } from '../paths.ts';

const limitBytes = 256 * 1024;
const filesLimit = 500;

/** The `.pth` files of a site folder, in the order in which CPython's site module reads them. */
export async function listPathFiles(siteFolder: string): Promise<readonly string[]> {
  const names = (await listFolder(siteFolder)).map((entry) => entry.name).filter((name) => name.endsWith('.pth'));
  const sorted = names.sort((one, other) => (one < other ? -1 : 1));
  return sorted.slice(0, filesLimit).map((name) => join(siteFolder, name));
}

/**
 * The folders that a `.pth` file names, existing or not: its path lines, relative to the file's own folder. Lines that begin
 * with `import` are code, which Python would execute; here they are passed over.
 */
export async function readPathFile(machine: Machine, path: string): Promise<readonly string[]> {
  const text = (await readText(path, limitBytes)) ?? '';
  const folders: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.startsWith('#') || line.trim() === '' || /^import[ \t]/.test(line)) continue;
    // A NUL cannot be in a path; Python stops reading the file there.
    if (line.includes('\0')) break;
    const written = line.trimEnd();
    if (!isNetworkPath(machine, written)) folders.push(resolve(path, '..', written));
  }
  return folders;
}

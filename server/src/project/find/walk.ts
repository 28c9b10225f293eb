import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { isWithin } from '../../environment/paths.ts';
import { type IgnoreRules, isIgnored, readIgnoreFile } from './ignoreRules.ts';
import type { IsExcluded, UnreadableFolder } from './passedOver.ts';

/** Never entered: copies that Jupyter keeps, and other people's code. */
const excludedFolders: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  '.ipynb_checkpoints',
  '.venv',
  'venv',
  'node_modules',
  'site-packages',
  '__pycache__',
  '.tox',
  '.nox',
]);

/** Nobody keeps notebooks below so many folders; matching patterns against such paths takes long. */
const deepest = 100;

/** So many folders are listed at a time. */
const breadth = 32;

interface Folder {
  readonly path: string;
  readonly rules: IgnoreRules | undefined;
  /** How many folders below the first. */
  readonly depth: number;
}

/**
 * The notebooks below a folder, breadth first, or those found until `signal` is aborted; `rules` are those of the folders around it.
 * Links to folders are not followed, nor are links to files outside of `boundary`, a real path: they are someone else's, as the workspace may be.
 */
export async function walk(
  root: string,
  rules: IgnoreRules | undefined,
  boundary: string,
  isExcluded: IsExcluded,
  unreadable: UnreadableFolder[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const files: string[] = [];
  const waiting: Folder[] = [{ path: root, rules, depth: 0 }];
  for (let next = 0; next < waiting.length && !signal.aborted; ) {
    const batch = waiting.slice(next, next + breadth);
    next += batch.length;
    for (const content of await Promise.all(batch.map((folder) => list(folder, boundary, isExcluded, unreadable)))) {
      files.push(...content.files);
      waiting.push(...content.folders);
    }
  }
  return files;
}

interface Content {
  readonly files: readonly string[];
  readonly folders: readonly Folder[];
}

async function list(
  folder: Folder,
  boundary: string,
  isExcluded: IsExcluded,
  unreadable: UnreadableFolder[],
): Promise<Content> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder.path, { withFileTypes: true });
  } catch (error) {
    unreadable.push({ path: folder.path, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
    return { files: [], folders: [] };
  }
  const rules = entries.some((entry) => entry.name === '.gitignore' && entry.isFile())
    ? await readIgnoreFile(path.join(folder.path, '.gitignore'), folder.path, folder.rules, unreadable)
    : folder.rules;
  const leavesOut: IsExcluded = (absolute, kind) => isIgnored(rules, absolute, kind) || isExcluded(absolute, kind);
  const files: string[] = [];
  const folders: Folder[] = [];
  for (const entry of entries) {
    const absolute = path.join(folder.path, entry.name);
    if (entry.isDirectory()) {
      if (excludedFolders.has(entry.name) || leavesOut(absolute, 'folder')) continue;
      if (folder.depth < deepest) folders.push({ path: absolute, rules, depth: folder.depth + 1 });
      else unreadable.push({ path: absolute, reason: `more than ${deepest} folders deep` });
    } else if (isNotebookName(entry.name) && !leavesOut(absolute, 'file')) {
      const target = entry.isSymbolicLink() ? await targetOf(absolute, boundary) : 'file';
      if (target === 'file') files.push(absolute);
      if (target === 'outside') unreadable.push({ path: absolute, reason: 'a link that leads out of the project' });
    }
  }
  return { files, folders };
}

function isNotebookName(name: string): boolean {
  return name.toLowerCase().endsWith('.ipynb');
}

/** What leads nowhere counts as a file: reading it tells why. */
async function targetOf(link: string, boundary: string): Promise<'file' | 'folder' | 'outside'> {
  try {
    const target = await realpath(link);
    if (!isWithin(boundary, target)) return 'outside';
    return (await stat(target)).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'file';
  }
}

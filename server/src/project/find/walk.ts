import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
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

/** So many folders are listed at a time. */
const breadth = 32;

interface Folder {
  readonly path: string;
  readonly rules: IgnoreRules | undefined;
}

/** The notebooks below a folder, breadth first, or those found until `signal` is aborted; `rules` are those of the folders around it. Links to folders are not followed. */
export async function walk(
  root: string,
  rules: IgnoreRules | undefined,
  isExcluded: IsExcluded,
  unreadable: UnreadableFolder[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const files: string[] = [];
  const waiting: Folder[] = [{ path: root, rules }];
  for (let next = 0; next < waiting.length && !signal.aborted; ) {
    const batch = waiting.slice(next, next + breadth);
    next += batch.length;
    for (const content of await Promise.all(batch.map((folder) => list(folder, isExcluded, unreadable)))) {
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

async function list(folder: Folder, isExcluded: IsExcluded, unreadable: UnreadableFolder[]): Promise<Content> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder.path, { withFileTypes: true });
  } catch (error) {
    unreadable.push({ path: folder.path, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
    return { files: [], folders: [] };
  }
  const rules = entries.some((entry) => entry.name === '.gitignore')
    ? await readIgnoreFile(path.join(folder.path, '.gitignore'), folder.path, folder.rules, unreadable)
    : folder.rules;
  const leavesOut: IsExcluded = (absolute, kind) => isIgnored(rules, absolute, kind) || isExcluded(absolute, kind);
  const files: string[] = [];
  const folders: Folder[] = [];
  for (const entry of entries) {
    const absolute = path.join(folder.path, entry.name);
    if (entry.isDirectory()) {
      if (!excludedFolders.has(entry.name) && !leavesOut(absolute, 'folder')) folders.push({ path: absolute, rules });
    } else if (isNotebookName(entry.name) && !leavesOut(absolute, 'file')) {
      if (!entry.isSymbolicLink() || !(await leadsToFolder(absolute))) files.push(absolute);
    }
  }
  return { files, folders };
}

function isNotebookName(name: string): boolean {
  return name.toLowerCase().endsWith('.ipynb');
}

async function leadsToFolder(link: string): Promise<boolean> {
  return stat(link).then(
    (target) => target.isDirectory(),
    () => false,
  );
}

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { type IgnoreRules, isIgnored, readIgnoreFile } from './ignoreRules.ts';
import type { UnreadableFolder } from './passedOver.ts';

/**
 * The ignore rules of the git repository around a folder that count inside it: .git/info/exclude and the .gitignore files above it.
 * None where they ignore the folder itself: who names an ignored folder wants to see what is in it.
 */
export async function rulesAbove(folder: string, unreadable: UnreadableFolder[]): Promise<IgnoreRules | undefined> {
  const repository = await repositoryAround(folder);
  if (!repository) return undefined;
  let rules = await readIgnoreFile(repository.excludeFile, repository.root, undefined, unreadable);
  for (const outer of foldersBetween(repository.root, folder)) {
    rules = await readIgnoreFile(path.join(outer, '.gitignore'), outer, rules, unreadable);
    const inner = path.relative(outer, folder).split(path.sep)[0] ?? '';
    if (isIgnored(rules, path.join(outer, inner), 'folder')) return undefined;
  }
  return rules;
}

interface Repository {
  readonly root: string;
  readonly excludeFile: string;
}

async function repositoryAround(folder: string): Promise<Repository | undefined> {
  for (let root = folder; ; root = path.dirname(root)) {
    const gitFolder = await gitFolderOf(path.join(root, '.git'));
    if (gitFolder) return { root, excludeFile: path.join(gitFolder, 'info', 'exclude') };
    if (path.dirname(root) === root) return undefined;
  }
}

/** `.git` is a folder, or (gitrepository-layout) a file that names one: in a worktree, whose `info` is that of the main one, and in a submodule. */
async function gitFolderOf(dotGit: string): Promise<string | undefined> {
  try {
    if ((await stat(dotGit)).isDirectory()) return dotGit;
    const target = /^gitdir: (.+)$/m.exec(await readFile(dotGit, 'utf8'))?.[1];
    if (target === undefined) return undefined;
    const folder = path.resolve(path.dirname(dotGit), target.trim());
    const common = await readFile(path.join(folder, 'commondir'), 'utf8').catch(() => '.');
    return path.resolve(folder, common.trim());
  } catch {
    return undefined;
  }
}

/** From the outermost to the one that holds `inner`; none where both are the same. */
function foldersBetween(outer: string, inner: string): readonly string[] {
  const steps = path.relative(outer, inner).split(path.sep).filter(Boolean);
  return steps.map((_, index) => path.join(outer, ...steps.slice(0, index)));
}

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isNetworkPath } from '../../../environment/paths.ts';

/** A git repository that was checked out, as its files say. */
export interface Repository {
  /** The folder that it is checked out into. */
  readonly root: string;
  /** Where HEAD and the index lie: of a further worktree, its own folder. */
  readonly folder: string;
  /** Where branches lie. */
  readonly common: string;
}

/** The repository that a folder lies in; undefined where there is none. */
export async function repositoryAround(folder: string): Promise<Repository | undefined> {
  for (let root = folder; ; root = path.dirname(root)) {
    const found = await gitFolderIn(root);
    if (found !== undefined) return { root, folder: found, common: await commonFolder(found) };
    if (path.dirname(root) === root) return undefined;
  }
}

/** The name of the commit that is checked out; undefined where there is none yet, or refs are kept as git does not keep them by default. */
export async function checkedOutCommit({ folder, common }: Repository): Promise<string | undefined> {
  const head = (await textOf(path.join(folder, 'HEAD')))?.trim() ?? '';
  const branch = /^ref: (refs\/[^\s\\]+)$/.exec(head)?.[1];
  if (branch === undefined) return commitName(head);
  if (branch.split('/').includes('..')) return undefined;
  const loose = (await textOf(path.join(folder, branch))) ?? (await textOf(path.join(common, branch)));
  if (loose !== undefined) return commitName(loose.trim());
  const packed = (await textOf(path.join(common, 'packed-refs'))) ?? '';
  const line = packed.split('\n').find((one) => one.endsWith(` ${branch}`));
  return commitName(line?.split(' ', 1)[0] ?? '');
}

/** A worktree and a submodule have a file in place of the folder. */
async function gitFolderIn(root: string): Promise<string | undefined> {
  const git = path.join(root, '.git');
  const status = await stat(git).catch(() => undefined);
  if (status?.isDirectory()) return git;
  const target = status?.isFile() ? /^gitdir: (.+)/.exec((await textOf(git)) ?? '')?.[1] : undefined;
  return target === undefined ? undefined : ownPath(root, target.trim());
}

async function commonFolder(folder: string): Promise<string> {
  const common = await textOf(path.join(folder, 'commondir'));
  return (common === undefined ? undefined : ownPath(folder, common.trim())) ?? folder;
}

/** A path that a file of the workspace names; undefined for one that would have Windows call a server, with its user's credentials. */
function ownPath(folder: string, written: string): string | undefined {
  return isNetworkPath(process, written) ? undefined : path.resolve(folder, written);
}

/** Nothing but hexadecimal digits is passed on from these files, SHA-1 or SHA-256. */
function commitName(text: string): string | undefined {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined;
}

/** Larger files are none that git writes here. */
const longest = 16 * 1024 * 1024;

async function textOf(file: string): Promise<string | undefined> {
  try {
    const status = await stat(file);
    return status.isFile() && status.size <= longest ? await readFile(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

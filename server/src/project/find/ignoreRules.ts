import { constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { UnreadableFolder } from './passedOver.ts';

/** What the ignore files of a folder and of those around it say of the paths below it. */
export interface IgnoreRules {
  /** The outermost of these folders: patterns and paths are relative to it. */
  readonly base: string;
  readonly patterns: Ignore;
}

/** The rules of a file in gitignore's syntax on top of those around its folder; `outer` alone where there is no such file. */
export async function readIgnoreFile(
  file: string,
  folder: string,
  outer: IgnoreRules | undefined,
  unreadable: UnreadableFolder[],
): Promise<IgnoreRules | undefined> {
  let content: string;
  try {
    content = await readFile(file, { encoding: 'utf8', flag: itself });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'ELOOP')
      unreadable.push({ path: file, reason: code ?? String(error) });
    return outer;
  }
  const base = outer?.base ?? folder;
  const below = relativePath(base, folder);
  const patterns = ignore({ ignorecase: foldsCase });
  if (outer) patterns.add(outer.patterns);
  const lines = content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter(isQuick);
  return { base, patterns: patterns.add(below === '' ? lines : lines.flatMap((line) => movedUp(line, below))) };
}

/** True for a pattern that is matched in time: that takes the depth of a path to the power of how many `**` there are. */
export function isQuick(pattern: string): boolean {
  return pattern.split('**').length <= mostGlobstars + 1;
}

export const mostGlobstars = 3;

/** As git reads it: a link is none. Windows knows no such flag, and nobody makes links there unasked. */
const itself = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0);

/** True for a path below the folders of the rules; what is in an ignored folder is ignored. */
export function isIgnored(rules: IgnoreRules | undefined, absolute: string, kind: 'file' | 'folder'): boolean {
  if (!rules) return false;
  const below = relativePath(rules.base, absolute);
  return rules.patterns.ignores(kind === 'folder' ? `${below}/` : below);
}

/**
 * A line of an ignore file as it would stand in a folder further out (gitignore, "Pattern format"): the last line that matches decides,
 * whichever file it is in, so all are kept as one list.
 */
function movedUp(line: string, below: string): readonly string[] {
  if (/^#|^!?\/?\s*$/.test(line)) return [];
  const [, not = '', pattern = ''] = /^(!?)(.*)$/s.exec(line) ?? [];
  const isAnchored = /\/(?=.*\S)/.test(pattern);
  return [`${not}/${escaped(below)}/${isAnchored ? pattern.replace(/^\//, '') : `**/${pattern}`}`];
}

function escaped(folder: string): string {
  return folder.replace(/[\\*?[\]!# ]/g, '\\$&');
}

function relativePath(from: string, to: string): string {
  return path.relative(from, to).replaceAll(path.sep, '/');
}

/** As git sets `core.ignoreCase` on these systems. */
const foldsCase = process.platform === 'darwin' || process.platform === 'win32';

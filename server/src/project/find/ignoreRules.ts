import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { UnreadableFolder } from './findNotebooks.ts';

/** What one ignore file says of the paths below a folder, and behind it what counts where it says nothing. */
export interface IgnoreRules {
  readonly folder: string;
  readonly patterns: Ignore;
  readonly outer: IgnoreRules | undefined;
}

/** The rules of a file in gitignore's syntax, before those of the folders around it; `outer` alone where there is no such file. */
export async function readIgnoreFile(
  file: string,
  folder: string,
  outer: IgnoreRules | undefined,
  unreadable: UnreadableFolder[],
): Promise<IgnoreRules | undefined> {
  let content: string;
  try {
    content = await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') unreadable.push({ path: file, reason: code ?? String(error) });
    return outer;
  }
  return { folder, patterns: ignore({ ignorecase: foldsCase }).add(content.replace(/^\ufeff/, '')), outer };
}

/** The innermost file that says anything of a path decides (gitignore, "Pattern format"). The path lies below every folder of the rules. */
export function isIgnored(rules: IgnoreRules | undefined, absolute: string, kind: 'file' | 'folder'): boolean {
  for (let at = rules; at; at = at.outer) {
    const below = path.relative(at.folder, absolute).replaceAll(path.sep, '/');
    const { ignored, unignored } = at.patterns.test(kind === 'folder' ? `${below}/` : below);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** As git sets `core.ignoreCase` on these systems. */
const foldsCase = process.platform === 'darwin' || process.platform === 'win32';

import path from 'node:path';
import type { Repository } from '../../record/index.ts';
import { type IgnoreRules, isIgnored, readIgnoreFile } from './ignoreRules.ts';
import type { UnreadableFolder } from './passedOver.ts';

/**
 * The ignore rules of the git repository around a folder that count inside it: .git/info/exclude and the .gitignore files above it.
 * None where they ignore the folder itself: who names an ignored folder wants to see what is in it.
 */
export async function rulesAbove(
  folder: string,
  repository: Repository | undefined,
  unreadable: UnreadableFolder[],
): Promise<IgnoreRules | undefined> {
  if (!repository) return undefined;
  const excludeFile = path.join(repository.common, 'info', 'exclude');
  let rules = await readIgnoreFile(excludeFile, repository.root, undefined, unreadable);
  for (const outer of foldersBetween(repository.root, folder)) {
    rules = await readIgnoreFile(path.join(outer, '.gitignore'), outer, rules, unreadable);
    const inner = path.relative(outer, folder).split(path.sep)[0] ?? '';
    if (isIgnored(rules, path.join(outer, inner), 'folder')) return undefined;
  }
  return rules;
}

/** From the outermost to the one that holds `inner`; none where both are the same. */
function foldersBetween(outer: string, inner: string): readonly string[] {
  const steps = path.relative(outer, inner).split(path.sep).filter(Boolean);
  return steps.map((_, index) => path.join(outer, ...steps.slice(0, index)));
}

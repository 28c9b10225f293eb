import { lstat, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { repositoryAround } from '../../record/index.ts';
import type { IsExcluded, UnreadableFolder } from './passedOver.ts';
import { rulesAbove } from './rulesAbove.ts';
import { walk } from './walk.ts';

export interface FoundNotebooks {
  /** As they were named, or the named folder with the way to the file behind it; sorted, each file once. */
  readonly paths: readonly string[];
  /** Of the named paths, those at which there is nothing. */
  readonly missing: readonly string[];
  readonly unreadable: readonly UnreadableFolder[];
}

const neverAborted = new AbortController().signal;

/** Who names an excluded folder wants to see what is in it. */
const excludeNothing: IsExcluded = () => false;

/**
 * The notebooks that paths name. A folder stands for every `.ipynb` below it that nothing excludes; anything else is taken as it is, whatever its
 * ending. Relative paths start at `from`. Nothing throws: what could not be read is said in the result. Ends early, with what was found, when
 * `signal` is aborted.
 */
export async function findNotebooks(
  named: readonly string[],
  from: string,
  isExcluded: IsExcluded,
  signal: AbortSignal = neverAborted,
): Promise<FoundNotebooks> {
  const found = new Map<string, string>();
  const missing: string[] = [];
  const unreadable: UnreadableFolder[] = [];
  for (const name of named) {
    const absolute = path.resolve(from, name);
    const kind = await kindOf(absolute);
    if (kind === 'nothing') missing.push(name);
    else if (kind === 'other') found.set(absolute, path.normalize(name));
    else {
      const repository = await repositoryAround(absolute);
      const rules = await rulesAbove(absolute, repository, unreadable);
      const boundary = await realpath(repository?.root ?? absolute).catch(() => absolute);
      for (const file of await walk(
        absolute,
        rules,
        boundary,
        isExcluded(absolute, 'folder') ? excludeNothing : isExcluded,
        unreadable,
        signal,
      )) {
        const shown = path.join(name, path.relative(absolute, file));
        found.set(file, found.get(file) ?? shown);
      }
    }
  }
  return { paths: [...found.values()].sort(byCodeUnit), missing, unreadable };
}

/** A path that cannot be looked at counts as a file: reading it tells why. So does a link to nothing. */
async function kindOf(absolute: string): Promise<'folder' | 'other' | 'nothing'> {
  try {
    return (await stat(absolute)).isDirectory() ? 'folder' : 'other';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return 'other';
  }
  return lstat(absolute).then(
    () => 'other',
    () => 'nothing',
  );
}

function byCodeUnit(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

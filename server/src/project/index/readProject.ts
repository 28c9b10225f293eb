import { type Lineage, lineageOf } from '../../lineage/index.ts';
import type { IsExcluded } from '../find/index.ts';
import type { CacheFile } from './cacheFile.ts';
import { createFolderIndex, type Look } from './folderIndex.ts';
import type { ReadingThreads } from './readNotebooks.ts';

/** The notebooks below a folder, as they are now. */
export interface Project extends Look {
  readonly lineage: Lineage;
  /** The notebooks that could be read in part only, by their paths. */
  readonly incomplete: readonly string[];
}

/** For a program that asks once; `root` is an absolute path. */
export async function readProject(
  root: string,
  isExcluded: IsExcluded,
  cache: CacheFile | undefined,
  threads: ReadingThreads,
): Promise<Project> {
  const index = createFolderIndex(root, cache);
  const { signal } = new AbortController();
  const look = await index.look({ isExcluded, threads, report: () => {}, signal });
  const notebooks = [...index.notebooks().values()];
  return {
    ...look,
    lineage: lineageOf(notebooks.map(({ summary }) => summary)),
    incomplete: notebooks.filter(({ complete }) => !complete).map(({ summary }) => summary.file),
  };
}

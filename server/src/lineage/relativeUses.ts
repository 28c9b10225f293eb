import path from 'node:path';
import { placedList } from '../incremental/gathered.ts';
import { remembered } from '../incremental/remembered.ts';
import type { FileUse } from '../python/index.ts';

/** The files that a notebook's code uses: a `Program` has them. */
export interface CodeFiles {
  readonly python: readonly { readonly files: readonly FileUse[] }[];
  /** Where those cells stand in the notebook, 0-based. */
  readonly indices: readonly number[];
}

export interface RelativeUse {
  /** Absolute and normalized. */
  readonly file: string;
  /** The cell's index in the notebook. */
  readonly cell: number;
  readonly use: FileUse;
}

/** The files that a notebook in a folder uses by paths that start there, in the order in which these stand. The same list as long as they are the same. */
export function relativeUses({ python, indices }: CodeFiles, folder: string): readonly RelativeUse[] {
  const uses = usesIn(python, indices);
  const known = byFolder(uses).get(folder);
  if (known) return known;
  const resolved = uses.map(({ cell, use }) => ({ file: path.resolve(folder, use.path), cell, use }));
  byFolder(uses).set(folder, resolved);
  return resolved;
}

const usesIn = placedList(
  ({ files }: CodeFiles['python'][number]) =>
    files
      .filter((use) => use.anchor === 'relative' && use.path.length <= longestPath)
      .sort((one, other) => one.start - other.start),
  (use, cell) => ({ cell, use }),
);

const byFolder = remembered((_uses: ReturnType<typeof usesIn>) => new Map<string, readonly RelativeUse[]>());

/** No system has longer ones. */
const longestPath = 4096;

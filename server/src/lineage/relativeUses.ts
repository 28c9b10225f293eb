import path from 'node:path';
import type { FileUse } from '../python/index.ts';

/** The files that a notebook's code uses: a `Program` has them. */
export interface CodeFiles {
  readonly cells: readonly { readonly index: number; readonly python: { readonly files: readonly FileUse[] } }[];
}

interface RelativeUse {
  /** Absolute and normalized. */
  readonly file: string;
  /** The cell's index in the notebook. */
  readonly cell: number;
  readonly use: FileUse;
}

/** The files that a notebook in a folder uses by paths that start there, in the order in which these stand. */
export function relativeUses({ cells }: CodeFiles, folder: string): readonly RelativeUse[] {
  return cells.flatMap(({ index, python }) =>
    python.files
      .filter((use) => use.anchor === 'relative' && use.path.length <= longestPath)
      .map((use) => ({ file: path.resolve(folder, use.path), cell: index, use }))
      .sort((one, other) => one.use.start - other.use.start),
  );
}

/** No system has longer ones. */
const longestPath = 4096;

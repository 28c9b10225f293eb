import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { joined } from '../incremental/gathered.ts';
import { PerItem } from '../incremental/perItem.ts';
import { remembered } from '../incremental/remembered.ts';
import type { FileUse } from '../python/index.ts';

/** The files that a notebook's code uses: a `Program` has them. */
export interface CodeFiles {
  readonly cells: readonly { readonly index: number; readonly python: { readonly files: readonly FileUse[] } }[];
}

export interface RelativeUse {
  /** Absolute and normalized. */
  readonly file: string;
  /** The cell's index in the notebook. */
  readonly cell: number;
  readonly use: FileUse;
}

/** The files that a notebook in a folder uses by paths that start there, in the order in which these stand. The same list as long as they are the same. */
export function relativeUses({ cells }: CodeFiles, folder: string): readonly RelativeUse[] {
  const read = ({ index, python }: CodeFiles['cells'][number]): readonly RelativeUse[] =>
    python.files
      .filter((use) => use.anchor === 'relative' && use.path.length <= longestPath)
      .map((use) => ({ file: path.resolve(folder, use.path), cell: index, use }))
      .sort((one, other) => one.use.start - other.use.start);
  return inOneList(usesByCell.of(cells, { read, context: folder, isSame: isDeepStrictEqual }));
}

const usesByCell = new PerItem<CodeFiles['cells'][number], readonly RelativeUse[]>();

const inOneList = remembered((uses: readonly (readonly RelativeUse[])[]): readonly RelativeUse[] => joined(uses));

/** No system has longer ones. */
const longestPath = 4096;

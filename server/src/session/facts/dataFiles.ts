import path from 'node:path';
import { remembered } from '../../incremental/remembered.ts';
import { type RelativeUse, relativeUses } from '../../lineage/index.ts';
import { lookUpDataFiles } from '../../project/files/lookUpDataFiles.ts';
import type { Program } from '../../record/index.ts';
import type { DataFileLookup } from '../../rules/index.ts';

/**
 * What lies at the paths that open notebooks read, inside the workspace. Looked up when a notebook names other paths than before, and again when
 * something may have made them. Until the next look the last one serves.
 */
export class DataFiles {
  readonly #arrived: (uri: string) => void;
  readonly #known = new Map<string, Known>();

  constructor(arrived: (uri: string) => void) {
    this.#arrived = arrived;
  }

  of(uri: string, file: string, program: Program, folders: readonly string[]): DataFileLookup | undefined {
    const files = filesRead(relativeUses(program, path.dirname(file)));
    const query = queryFor(files, folders);
    const known = this.#known.get(uri);
    if (known?.query === query) return known.lookup;
    this.#known.set(uri, { query, lookup: known?.lookup });
    lookUpDataFiles(files, folders).then((lookup) => {
      if (this.#known.get(uri)?.query !== query) return;
      this.#known.set(uri, { query, lookup });
      if ([...files].some((one) => lookup(one) !== known?.lookup?.(one))) this.#arrived(uri);
    });
    return known?.lookup;
  }

  /** Files may have been made or deleted since: the next analysis looks. */
  lookAgain(uri: string): void {
    const known = this.#known.get(uri);
    if (known) this.#known.set(uri, { query: '', lookup: known.lookup });
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }
}

interface Known {
  readonly query: string;
  readonly lookup: DataFileLookup | undefined;
}

const filesRead = remembered(
  (uses: readonly RelativeUse[]): ReadonlySet<string> =>
    new Set(uses.filter(({ use }) => use.access === 'read').map(({ file }) => file)),
);

const queryFor = remembered((files: ReadonlySet<string>, folders: readonly string[]) =>
  JSON.stringify([[...files], folders]),
);

import path from 'node:path';
import type { NotebookState } from 'nbproject-protocol';
import { remembered } from '../incremental/remembered.ts';
import { textAt } from '../notebook/json/values.ts';
import { titleOf } from '../notebook/markdown/title.ts';
import type { Notebook } from '../notebook/model.ts';
import type { FileUse } from '../python/index.ts';
import { parentIds, recordOf, stateOf } from '../record/index.ts';
import { type CodeFiles, type RelativeUse, relativeUses } from './relativeUses.ts';

/** What a project keeps of a notebook: plain data, so that threads can hand it on and a cache can hold it. */
export interface NotebookSummary {
  /** The notebook's absolute path. */
  readonly file: string;
  readonly id: string | null;
  readonly title: string | null;
  readonly version: string | null;
  readonly state: NotebookState;
  /** Ids of the direct ancestors, as recorded. */
  readonly parents: readonly string[];
  /** ISO 8601: when it was published last; null where the record does not say. */
  readonly published: string | null;
  /** Data files by paths that start at the notebook's folder; others say nothing about this project. */
  readonly uses: readonly DataUse[];
}

/** A data file that a cell reads or writes. Offsets into the cell's source, of the path. */
export interface DataUse {
  readonly access: FileUse['access'];
  /** Absolute and normalized. */
  readonly file: string;
  /** The cell's index in the notebook. */
  readonly cell: number;
  readonly start: number;
  readonly end: number;
}

/** `program` is undefined for a notebook in another language than Python, whose files are not known. */
export function summaryOf(notebook: Notebook, file: string, program: CodeFiles | undefined): NotebookSummary {
  const record = recordOf(notebook);
  return {
    file,
    id: textAt(record, 'id') ?? null,
    title: titleOf(notebook)?.text ?? null,
    version: textAt(record, 'version') ?? null,
    state: stateOf(notebook),
    parents: parentIds(record),
    published: textAt(record, 'time_published') ?? null,
    uses: program ? dataUses(relativeUses(program, path.dirname(file))) : [],
  };
}

const dataUses = remembered((uses: readonly RelativeUse[]): readonly DataUse[] => uses.map((use) => dataUse(use)));

const dataUse = remembered(
  ({ file, cell, use: { access, start, end } }: RelativeUse): DataUse => ({ access, file, cell, start, end }),
);

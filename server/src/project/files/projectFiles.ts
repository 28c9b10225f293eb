import type { NotebookEdit } from 'nbproject-protocol';
import type { Notebook } from '../../notebook/index.ts';

/** A sentence on why something could not be done. */
export interface Problem {
  readonly problem: string;
}

/** Where the files of a project are read and written: on the disk, or in an editor that has some of them open. */
export interface ProjectFiles {
  /** A notebook as it is now, by its absolute path. */
  readonly read: (file: string) => Promise<Notebook | Problem>;
  /**
   * Makes the edits that `editsFor` gives for the notebook as it is now; it may be asked more than once, and the last time counts.
   * `label` is what an editor's list of undoable steps shows.
   */
  readonly edit: (
    file: string,
    label: string,
    editsFor: (notebook: Notebook) => readonly NotebookEdit[] | Problem,
  ) => Promise<'changed' | 'unchanged' | Problem>;
  /** Replaces a file that held `before`, or makes one that was not there; a reason where it could not. */
  readonly write: WriteFile;
}

export type WriteFile = (file: string, before: Buffer | undefined, after: Buffer) => Promise<string | undefined>;

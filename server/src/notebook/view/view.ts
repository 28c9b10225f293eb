import type { CellVersion, NotebookEdit } from 'nbproject-protocol';
import type { Notebook, Place } from '../model.ts';
import type { Range } from '../text/text.ts';

/** One way to see a notebook: maps places to where an editor shows them, and notebook edits to what the editor can carry out. */
export interface View {
  /** What the client calls the notebook. */
  readonly uri: string;
  readonly notebook: Notebook;
  /** Every document in which findings may lie: one for text, one a cell for cells. */
  readonly documents: readonly ViewDocument[];
  /** Never wider than a line, so that an editor draws it. */
  locate(place: Place): Location;
  /** From the first to behind the last character of a cell. */
  locateCell(cell: number): Location;
  /** How edits would be carried out, without planning them; undefined where this view cannot. */
  changeKind(edits: readonly NotebookEdit[]): Change['kind'] | undefined;
  /** What carries out the edits; undefined where this view cannot. */
  plan(edits: readonly NotebookEdit[]): Change | undefined;
}

export interface ViewDocument {
  readonly uri: string;
  /** Undefined for a notebook's file, whose text the editor does not number. */
  readonly version: number | undefined;
}

export interface Location {
  readonly uri: string;
  readonly range: Range;
}

export type Change = TextChange | NotebookChange | FileChange;

/** Edits of documents that the editor has open; ranges refer to the version named. */
export interface TextChange {
  readonly kind: 'text';
  readonly documents: readonly {
    readonly uri: string;
    readonly version: number;
    readonly edits: readonly { readonly range: Range; readonly newText: string }[];
  }[];
}

/** Edits that only the editor's notebook can carry out. */
export interface NotebookChange {
  readonly kind: 'notebook';
  readonly uri: string;
  readonly version: number;
  /** Every cell that the edits were computed from. */
  readonly cells: readonly CellVersion[];
  readonly edits: readonly NotebookEdit[];
}

/** Edits of the notebook's file, of which the editor shows a script: only the file can hold them. */
export interface FileChange {
  readonly kind: 'file';
  readonly uri: string;
  /** Cells count as in the file. */
  readonly edits: readonly NotebookEdit[];
  /** What the script itself has to say of it, once the file is written. */
  readonly text: TextChange | undefined;
}

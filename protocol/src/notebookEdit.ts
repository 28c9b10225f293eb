import type { JsonPath, JsonValue } from './json.ts';

/**
 * The one vocabulary for changing a notebook, in every view and on the command line.
 *
 * A list of edits is one change: every index and offset refers to the notebook as it was before the list,
 * as the text edits of an LSP `TextDocumentEdit` do. Cells count from 0; offsets are UTF-16 code units in the decoded source.
 */
export type NotebookEdit =
  | SetMetadata
  | RemoveMetadata
  | InsertCells
  | RemoveCells
  | MoveCell
  | SetCellMetadata
  | SetSource
  | SetExecutionCount
  | ClearOutputs
  | SetOutputText
  | SetCellId;

/** Sets a value inside the notebook's metadata; objects that the path needs are made. The path `['nbproject']` sets the record. */
export interface SetMetadata {
  readonly kind: 'setMetadata';
  readonly path: JsonPath;
  readonly value: JsonValue;
}

/** Removes a key of the notebook's metadata; a key that is not there is no error. */
export interface RemoveMetadata {
  readonly kind: 'removeMetadata';
  readonly path: JsonPath;
}

/** Inserts cells before the cell that stands at `index`, or at the end when `index` is the number of cells. */
export interface InsertCells {
  readonly kind: 'insertCells';
  readonly index: number;
  readonly cells: readonly NewCell[];
}

export interface NewCell {
  readonly type: 'code' | 'markdown' | 'raw';
  readonly source: string;
  /** nbformat 4.5 requires one; left out, the editor or the writer makes one where the format wants it. */
  readonly id?: string;
}

export interface RemoveCells {
  readonly kind: 'removeCells';
  readonly index: number;
  readonly count: number;
}

/** Moves the cell at `from` before the cell that stands at `to`, or to the end when `to` is the number of cells. */
export interface MoveCell {
  readonly kind: 'moveCell';
  readonly from: number;
  readonly to: number;
}

export interface SetCellMetadata {
  readonly kind: 'setCellMetadata';
  readonly cell: number;
  readonly path: JsonPath;
  readonly value: JsonValue;
}

/** Replaces parts of a cell's source; the parts are ascending and do not overlap. */
export interface SetSource {
  readonly kind: 'setSource';
  readonly cell: number;
  readonly edits: readonly SourceEdit[];
}

export interface SourceEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface SetExecutionCount {
  readonly kind: 'setExecutionCount';
  readonly cell: number;
  readonly executionCount: number | null;
}

/** Empties the list of outputs; the execution count is another edit's. */
export interface ClearOutputs {
  readonly kind: 'clearOutputs';
  readonly cell: number;
}

/** Replaces the text that a stored output holds in one form, such as `text/html`; an output or a form that is not there is no error. Editors that show cells are not sent it: LSP's notebooks have no outputs. */
export interface SetOutputText {
  readonly kind: 'setOutputText';
  readonly cell: number;
  /** In the cell's list of outputs, from 0. */
  readonly output: number;
  readonly mimeType: string;
  readonly text: string;
}

export interface SetCellId {
  readonly kind: 'setCellId';
  readonly cell: number;
  readonly id: string;
}

import type { JsonObject, JsonPath } from 'nbproject-protocol';
import type { JsonText } from './json/jsonText.ts';

/**
 * A notebook as rules, header and publish see it, whatever view it came from.
 * Immutable; a cell that an edit did not touch is the same object in the next notebook, so results may be cached by it.
 */
export interface Notebook {
  /** The file's name without folder and ending, for titles made from it. */
  readonly name: string;
  readonly format: NotebookFormat;
  readonly metadata: JsonObject;
  readonly cells: readonly Cell[];
  /** The notebook as written in JSON; undefined where the view has none. */
  readonly json: NotebookJson | undefined;
  /** What was wrong with the text itself; empty where the view has none. */
  readonly problems: readonly TextProblem[];
  /** False where the text could not be read to its end: cells and metadata are what came before. */
  readonly complete: boolean;
}

export interface NotebookJson {
  /** `object`, or what stands in its place. */
  readonly type: JsonText['type'];
  /** The members at the top; not among them is `cells` where it is a list. */
  readonly members: readonly JsonMember[];
  /** True where `cells` is a list. */
  readonly hasCells: boolean;
}

/** `nbformat` and `nbformat_minor` as written; undefined where missing or no integer. */
export interface NotebookFormat {
  readonly major: number | undefined;
  readonly minor: number | undefined;
}

export type CellType = 'code' | 'markdown' | 'raw';

export interface Cell {
  /** `other` for a type that nbformat 4 does not know, or for something in the list that is no cell at all. */
  readonly type: CellType | 'other';
  /** The decoded source, lines joined; empty where there is none. */
  readonly source: string;
  /** Undefined where missing or no string. */
  readonly id: string | undefined;
  /** Null where not executed, missing, or not a whole number. */
  readonly executionCount: number | null;
  /** The count of the run after which the cell was edited, where an editor tells; `executionCount` is null then. */
  readonly countBeforeEdit?: number | undefined;
  readonly metadata: JsonObject;
  /** As saved; undefined where the view cannot tell, empty where the cell can have none. */
  readonly outputs: CellOutputs | undefined;
  /** The cell as written in JSON; undefined where the view has no JSON. */
  readonly json: CellJson | undefined;
}

/** The outputs of a cell, kept as text until a rule asks. Same object as long as the text is the same. */
export interface CellOutputs {
  /** The JSON value of `outputs`; undefined when the cell has no such key. */
  readonly json: JsonText | undefined;
}

/** A cell's JSON: an object with these members, or (undefined) some other value. */
export interface CellJson {
  readonly members: readonly JsonMember[] | undefined;
  readonly type: JsonText['type'];
}

export interface JsonMember {
  readonly key: string;
  readonly value: JsonText;
}

/** A place in a notebook, free of views: views map it to a range. */
export type Place =
  /** A part of a cell's decoded source, in UTF-16 code units. */
  | { readonly kind: 'source'; readonly cell: number; readonly start: number; readonly end: number }
  /** A key or a value in the notebook's JSON; the empty path is the notebook as a whole. A place that is not there stands for the nearest thing around it. */
  | { readonly kind: 'json'; readonly path: JsonPath; readonly at: 'key' | 'value' }
  /** A part of the file's text, in UTF-16 code units, where it is no JSON. */
  | { readonly kind: 'text'; readonly start: number; readonly end: number };

/** Something that keeps the text from being plain JSON. */
export interface TextProblem {
  readonly kind: 'empty' | 'syntax' | 'conflict' | 'number' | 'surrogate' | 'depth' | 'mark' | 'size' | 'encoding';
  /** A full sentence for the user. */
  readonly message: string;
  /** In UTF-16 code units of the text. */
  readonly start: number;
  readonly end: number;
}

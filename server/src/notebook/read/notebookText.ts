import type { JsonObject } from 'nbproject-protocol';
import type { Cell, Notebook, NotebookJson, TextProblem } from '../model.ts';
import { lastAtMost } from '../text/search.ts';
import type { Text } from '../text/text.ts';
import { type Field, fieldOf } from './field.ts';
import { objectValue, type RawCell } from './rawCell.ts';

/** A notebook read from its text, and where everything in it lies. Immutable; offsets are UTF-16 code units of the text. */
export interface NotebookText {
  readonly text: Text;
  readonly notebook: Notebook;
  readonly cells: readonly RawCell[];
  /** Where each cell begins. */
  readonly cellStarts: readonly number[];
  readonly layout: Layout;
  /** Of a text that edits in its list of cells keep from being JSON. */
  readonly changed: Changed | undefined;
}

/** What edits have left of a text: all but a part of its list of cells. */
export interface Changed {
  /** The text before them. */
  readonly whole: NotebookText;
  /** So many of its cells stand above the part, and from `tail` on they stand below. */
  readonly head: number;
  readonly tail: number;
}

/** The object at the top. */
export interface Layout {
  readonly type: NotebookJson['type'];
  /** From the opening brace to behind the closing one, or as far as the text was read. */
  readonly start: number;
  readonly end: number;
  /** All members; that of `cells`, where it is a list, has an empty list as its value. */
  readonly fields: readonly Field[];
  /** The list of cells with its brackets; undefined where `cells` is missing or no list. */
  readonly cells: { readonly start: number; readonly end: number } | undefined;
  readonly problems: readonly TextProblem[];
  readonly complete: boolean;
}

export function notebookText(
  name: string,
  text: Text,
  layout: Layout,
  cells: readonly RawCell[],
  cellStarts: readonly number[],
  changed?: Changed,
): NotebookText {
  return { text, layout, cells, cellStarts, changed, notebook: new TextNotebook(name, layout, cells) };
}

export function cellSpan(
  { cells, cellStarts }: NotebookText,
  index: number,
): { readonly start: number; readonly end: number } {
  const start = cellStarts[index] ?? 0;
  return { start, end: start + (cells[index]?.length ?? 0) };
}

/** The index of the cell whose text holds an offset, its first and last character included. */
export function cellAtOffset({ cells, cellStarts }: NotebookText, offset: number): number | undefined {
  const index = lastAtMost(cellStarts, offset);
  const start = cellStarts[index];
  const cell = cells[index];
  return start !== undefined && cell && offset >= start && offset <= start + cell.length ? index : undefined;
}

class TextNotebook implements Notebook {
  readonly name: string;
  readonly format: Notebook['format'];
  readonly cells: readonly Cell[];
  readonly json: NotebookJson;
  readonly problems: readonly TextProblem[];
  readonly complete: boolean;
  readonly #metadata: Field | undefined;

  constructor(name: string, layout: Layout, cells: readonly Cell[]) {
    this.name = name;
    this.cells = cells;
    this.problems = layout.problems;
    this.complete = layout.complete;
    const cellsField = layout.cells && fieldOf(layout.fields, 'cells');
    this.json = {
      type: layout.type,
      members: layout.fields.filter((field) => field !== cellsField),
      hasCells: cellsField !== undefined,
    };
    this.format = {
      major: integer(fieldOf(layout.fields, 'nbformat')),
      minor: integer(fieldOf(layout.fields, 'nbformat_minor')),
    };
    this.#metadata = fieldOf(layout.fields, 'metadata');
  }

  get metadata(): JsonObject {
    return metadataOf(this.#metadata);
  }
}

/** Kept by the value's text, which is the same object as long as no edit touched it. */
const metadataValues = new WeakMap<object, JsonObject>();

function metadataOf(field: Field | undefined): JsonObject {
  if (!field) return {};
  const known = metadataValues.get(field.value);
  if (known) return known;
  const value = objectValue(field.value);
  metadataValues.set(field.value, value);
  return value;
}

function integer(field: Field | undefined): number | undefined {
  return field && /^-?\d+$/.test(field.value.raw) ? Number(field.value.raw) : undefined;
}

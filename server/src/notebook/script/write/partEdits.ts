import type { JsonValue, NotebookEdit } from 'nbproject-protocol';
import { withoutValueAt, withValueAt } from '../../edit/jsonChange.ts';
import { asObject } from '../../json/values.ts';
import type { Notebook } from '../../model.ts';
import type { HeldMetadata } from '../heldMetadata.ts';
import type { Script } from '../readScript.ts';
import type { MetadataChanges } from './metadataChanges.ts';

/** Edits of the cells of a script. */
export type CellsEdit = Extract<
  NotebookEdit,
  { readonly kind: 'setSource' | 'insertCells' | 'removeCells' | 'moveCell' }
>;

/** What edits of a notebook are in a script of it. */
export interface ScriptEdits {
  readonly cells: readonly CellsEdit[];
  /** In the header. */
  readonly metadata: MetadataChanges;
  /** In the options of cells, by their index. */
  readonly cellMetadata: ReadonlyMap<number, MetadataChanges>;
}

/** Edits of a notebook as those of the script and those that only the notebook's file can hold. */
export interface PartedEdits {
  readonly inScript: ScriptEdits;
  readonly inFile: readonly NotebookEdit[];
}

/** Undefined for an edit that the format has no place for, and that the next save would take out of the file again. */
export function partEdits(
  { format }: Pick<Script, 'format'>,
  held: HeldMetadata,
  notebook: Notebook,
  edits: readonly NotebookEdit[],
): PartedEdits | undefined {
  const cells: CellsEdit[] = [];
  const metadata = new Map<string, JsonValue | undefined>();
  const cellMetadata = new Map<number, Map<string, JsonValue | undefined>>();
  const inFile: NotebookEdit[] = [];
  for (const edit of edits) {
    switch (edit.kind) {
      case 'setSource':
      case 'insertCells':
      case 'removeCells':
      case 'moveCell':
        cells.push(edit);
        break;
      case 'setMetadata':
      case 'removeMetadata': {
        const key = String(edit.path[0]);
        if (!held.ofNotebook(key)) inFile.push(edit);
        else metadata.set(key, valueAfter(metadata.has(key) ? metadata.get(key) : notebook.metadata[key], edit));
        break;
      }
      case 'setCellMetadata': {
        if (format.name === 'quarto') return undefined;
        const key = String(edit.path[0]);
        const changes = cellMetadata.get(edit.cell) ?? new Map();
        const before = changes.has(key) ? changes.get(key) : notebook.cells[edit.cell]?.metadata[key];
        if (!held.ofCells(key)) inFile.push(edit);
        else cellMetadata.set(edit.cell, changes.set(key, withoutEmpty(key, valueAfter(before, edit))));
        break;
      }
      case 'setExecutionCount':
      case 'clearOutputs':
      case 'setOutputText':
      case 'setCellId':
        inFile.push(edit);
        break;
    }
  }
  return { inScript: { cells, metadata, cellMetadata }, inFile };
}

/** What the first key of an edit's path holds once it is made. */
function valueAfter(
  before: JsonValue | undefined,
  edit: Extract<NotebookEdit, { readonly path: unknown }>,
): JsonValue | undefined {
  const key = String(edit.path[0]);
  const holder = before === undefined ? {} : { [key]: before };
  const after =
    edit.kind === 'removeMetadata' ? withoutValueAt(holder, edit.path) : withValueAt(holder, edit.path, edit.value);
  return asObject(after)?.[key];
}

/** jupytext writes no empty list of tags. */
function withoutEmpty(key: string, value: JsonValue | undefined): JsonValue | undefined {
  return key === 'tags' && Array.isArray(value) && value.length === 0 ? undefined : value;
}

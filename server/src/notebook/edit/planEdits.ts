import type { JsonObject, JsonValue, NotebookEdit } from 'nbproject-protocol';
import { fieldEnd } from '../read/field.ts';
import type { NotebookText } from '../read/notebookText.ts';
import type { OffsetEdit } from '../text/text.ts';
import { cellEdits } from './cellEdits.ts';
import { cellListEdits } from './cellListEdits.ts';
import { fieldEdits } from './fieldEdits.ts';
import { withoutValueAt, withValueAt } from './jsonChange.ts';
import { type Style, styleOf } from './style.ts';

/** True for a notebook that can be changed: JSON to its end, with a list of cells, nbformat 4. */
export function isEditable({ layout, notebook }: NotebookText): boolean {
  return layout.complete && layout.cells !== undefined && notebook.format.major === 4;
}

/**
 * The edits of the text that make a list of notebook edits, ascending and apart from each other. What the list does not name
 * keeps every byte. Empty for a notebook that is not {@link isEditable}; edits of cells that are not there are left out.
 */
export function planEdits(document: NotebookText, edits: readonly NotebookEdit[]): OffsetEdit[] {
  if (!isEditable(document) || edits.length === 0) return [];
  const style = styleOf(document);
  const inside = new Map<number, OffsetEdit[]>();
  for (const [index, list] of editsByCell(edits)) inside.set(index, cellEdits(document, style, index, list));
  return [...metadataEdits(document, style, edits), ...cellListEdits(document, style, edits, inside)]
    .filter((edit) => edit.end > edit.start || edit.newText !== '')
    .sort((one, other) => one.start - other.start || one.end - other.end);
}

function editsByCell(edits: readonly NotebookEdit[]): Map<number, NotebookEdit[]> {
  const byCell = new Map<number, NotebookEdit[]>();
  for (const edit of edits) {
    if (!('cell' in edit)) continue;
    const list = byCell.get(edit.cell);
    if (list) list.push(edit);
    else byCell.set(edit.cell, [edit]);
  }
  return byCell;
}

function metadataEdits(
  { text, layout, notebook }: NotebookText,
  style: Style,
  edits: readonly NotebookEdit[],
): OffsetEdit[] {
  const before = notebook.metadata;
  let metadata: JsonValue = before;
  for (const edit of edits) {
    if (edit.kind === 'setMetadata') metadata = withValueAt(metadata as JsonObject, edit.path, edit.value);
    else if (edit.kind === 'removeMetadata') metadata = withoutValueAt(metadata as JsonObject, edit.path);
  }
  if (metadata === before) return [];
  const root = {
    start: layout.start,
    end: layout.end,
    base: 0,
    fields: layout.fields,
    endOf: (field: (typeof layout.fields)[number]) =>
      layout.cells?.start === field.start ? layout.cells.end : fieldEnd(field),
  };
  return fieldEdits(text, style, root, new Map([['metadata', metadata]]));
}

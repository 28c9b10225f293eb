import type { ApplyNotebookEditParams, ApplyNotebookEditResult, CellVersion, NotebookEdit } from 'nbproject-protocol';
import {
  NotebookEdit as CodeEdit,
  type NotebookCell,
  NotebookCellData,
  NotebookCellKind,
  type NotebookDocument,
  NotebookRange,
  Range,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import { withoutValue, withValue } from './jsonValues.ts';

/**
 * Makes the server's change of a notebook, all of it as one step of undo. Never an edit of the notebook's file, which VS Code
 * would carry out on a text that nobody sees.
 */
export async function carryOut({ uri, cells, edits }: ApplyNotebookEditParams): Promise<ApplyNotebookEditResult> {
  const notebook = workspace.notebookDocuments.find((one) => one.uri.toString() === uri);
  if (!notebook) return { applied: false, failureReason: 'the notebook is not open.' };
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (!hasCells(notebook, cells)) return { applied: false, failureReason: 'the notebook has changed.' };
    if (await workspace.applyEdit(workspaceEdit(notebook, edits))) return { applied: true };
  }
  return { applied: false, failureReason: 'VS Code refused the edit.' };
}

/**
 * VS Code refuses an edit when anything in the notebook changes while the edit is on its way; its own extension for notebooks changes
 * something, twice, in the moment after a cell that was run is edited.
 */
const attempts = 4;

/** A notebook's own version repeats and jumps; those of its cells tell what the server has seen. */
function hasCells(notebook: NotebookDocument, cells: readonly CellVersion[]): boolean {
  const shown = notebook.getCells().map(({ document: { uri, version } }) => ({ uri: uri.toString(), version }));
  return JSON.stringify(shown) === JSON.stringify(cells);
}

function workspaceEdit(notebook: NotebookDocument, edits: readonly NotebookEdit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  const metadata = metadataAfter(notebook.metadata, edits);
  const changed = notebook.getCells().map((cell) => ({ cell, own: editsOf(cell, edits) }));
  edit.set(notebook.uri, [
    ...(metadata === notebook.metadata ? [] : [CodeEdit.updateNotebookMetadata(metadata)]),
    ...edits.flatMap((one) => orderEdits(notebook, one, edits)),
    ...changed.flatMap(({ cell, own }) => cellEdits(cell, own)),
  ]);
  for (const { cell, own } of changed) {
    if (isMadeAnew(own)) continue;
    for (const { range, newText } of textEdits(cell, own)) edit.replace(cell.document.uri, range, newText);
  }
  return edit;
}

type Metadata = { readonly [key: string]: unknown };

/** VS Code keeps a notebook's metadata one level down, beside its format, and replaces the whole: both levels are kept. */
function metadataAfter(before: Metadata, edits: readonly NotebookEdit[]): Metadata {
  return edits.reduce((metadata, edit) => {
    if (edit.kind === 'setMetadata') return withValue(metadata, ['metadata', ...edit.path], edit.value);
    if (edit.kind === 'removeMetadata') return withoutValue(metadata, ['metadata', ...edit.path]);
    return metadata;
  }, before);
}

/** What inserts, removes and moves cells. Every index is one of the notebook as it was, for VS Code as for the server. */
function orderEdits(notebook: NotebookDocument, edit: NotebookEdit, all: readonly NotebookEdit[]): CodeEdit[] {
  switch (edit.kind) {
    case 'insertCells': {
      const language =
        notebook
          .getCells()
          .find(({ kind, document }) => kind === NotebookCellKind.Code && document.languageId !== 'raw')?.document
          .languageId ?? 'python';
      const cells = edit.cells.map(({ type, source, id }) => {
        const kind = type === 'markdown' ? NotebookCellKind.Markup : NotebookCellKind.Code;
        const cell = new NotebookCellData(kind, source, type === 'code' ? language : type);
        if (id !== undefined) cell.metadata = { id, metadata: {} };
        return cell;
      });
      return [CodeEdit.insertCells(edit.index, cells)];
    }
    case 'removeCells':
      return [CodeEdit.deleteCells(new NotebookRange(edit.index, edit.index + edit.count))];
    case 'moveCell': {
      const cell = notebook.cellAt(edit.from);
      return [
        CodeEdit.deleteCells(new NotebookRange(edit.from, edit.from + 1)),
        CodeEdit.insertCells(edit.to, [dataAfter(cell, editsOf(cell, all))]),
      ];
    }
    default:
      return [];
  }
}

function editsOf(cell: NotebookCell, edits: readonly NotebookEdit[]): readonly NotebookEdit[] {
  return edits.filter((edit) => ('cell' in edit ? edit.cell : edit.kind === 'moveCell' && edit.from) === cell.index);
}

/** Only another cell in its place can have other outputs or another count; one that is moved is another anyhow. */
function isMadeAnew(own: readonly NotebookEdit[]): boolean {
  return own.some(({ kind }) => kind === 'clearOutputs' || kind === 'setExecutionCount' || kind === 'moveCell');
}

/** All that changes a cell where it stands, but its text. */
function cellEdits(cell: NotebookCell, own: readonly NotebookEdit[]): CodeEdit[] {
  if (own.some(({ kind }) => kind === 'moveCell')) return [];
  if (isMadeAnew(own))
    return [CodeEdit.replaceCells(new NotebookRange(cell.index, cell.index + 1), [dataAfter(cell, own)])];
  const metadata = cellMetadataAfter(cell.metadata, own);
  return metadata === cell.metadata ? [] : [CodeEdit.updateCellMetadata(cell.index, { ...metadata })];
}

function cellMetadataAfter(before: Metadata, own: readonly NotebookEdit[]): Metadata {
  return own.reduce((metadata, edit) => {
    switch (edit.kind) {
      case 'setCellMetadata':
        return withValue(metadata, ['metadata', ...edit.path], edit.value);
      case 'setCellId':
        return withValue(metadata, ['id'], edit.id);
      case 'setExecutionCount':
        return withValue(metadata, ['execution_count'], edit.executionCount);
      default:
        return metadata;
    }
  }, before);
}

/** The cell as all of its edits make it. */
function dataAfter(cell: NotebookCell, own: readonly NotebookEdit[]): NotebookCellData {
  const { kind, document, outputs, executionSummary } = cell;
  const text = textEdits(cell, own).reduceRight(
    (before, { start, end, newText }) => before.slice(0, start) + newText + before.slice(end),
    document.getText(),
  );
  const count = own.find((edit) => edit.kind === 'setExecutionCount');
  const order = count?.kind === 'setExecutionCount' ? count.executionCount : undefined;
  const data = new NotebookCellData(kind, text, document.languageId);
  data.metadata = { ...cellMetadataAfter(cell.metadata, own) };
  data.outputs = own.some((edit) => edit.kind === 'clearOutputs') ? [] : [...outputs];
  const summary =
    order === undefined ? executionSummary : order === null ? {} : { ...executionSummary, executionOrder: order };
  return Object.assign(data, { executionSummary: summary });
}

function textEdits({ document }: NotebookCell, own: readonly NotebookEdit[]) {
  return own.flatMap((edit) =>
    edit.kind !== 'setSource'
      ? []
      : edit.edits.map(({ start, end, newText }) => ({
          start,
          end,
          range: new Range(document.positionAt(start), document.positionAt(end)),
          newText,
        })),
  );
}

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
  const changed = [
    ...(metadata === notebook.metadata ? [] : [CodeEdit.updateNotebookMetadata(metadata)]),
    ...edits.flatMap((one) => orderEdits(notebook, one)),
    ...notebook.getCells().flatMap((cell) => cellEdits(cell, edits) ?? []),
  ];
  if (changed.length > 0) edit.set(notebook.uri, changed);
  for (const one of edits) {
    if (one.kind !== 'setSource') continue;
    const { document } = notebook.cellAt(one.cell);
    for (const { start, end, newText } of one.edits) {
      edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), newText);
    }
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
function orderEdits(notebook: NotebookDocument, edit: NotebookEdit): CodeEdit[] {
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
    case 'moveCell':
      return [
        CodeEdit.deleteCells(new NotebookRange(edit.from, edit.from + 1)),
        CodeEdit.insertCells(edit.to, [copyOf(notebook.cellAt(edit.from))]),
      ];
    default:
      return [];
  }
}

/** All that changes a cell but its text. Only another cell in its place can have other outputs or another count. */
function cellEdits(cell: NotebookCell, edits: readonly NotebookEdit[]): CodeEdit[] {
  const own = edits.filter((edit) => 'cell' in edit && edit.cell === cell.index);
  let metadata: Metadata = cell.metadata;
  let { outputs, executionSummary } = cell;
  for (const edit of own) {
    if (edit.kind === 'setCellMetadata') metadata = withValue(metadata, ['metadata', ...edit.path], edit.value);
    else if (edit.kind === 'setCellId') metadata = { ...metadata, id: edit.id };
    else if (edit.kind === 'clearOutputs') outputs = [];
    else if (edit.kind === 'setExecutionCount') {
      metadata = { ...metadata, execution_count: edit.executionCount };
      executionSummary =
        edit.executionCount === null ? {} : { ...executionSummary, executionOrder: edit.executionCount };
    }
  }
  if (outputs !== cell.outputs || executionSummary !== cell.executionSummary) {
    const data = Object.assign(copyOf(cell), { metadata, outputs, executionSummary });
    return [CodeEdit.replaceCells(new NotebookRange(cell.index, cell.index + 1), [data])];
  }
  return metadata === cell.metadata ? [] : [CodeEdit.updateCellMetadata(cell.index, { ...metadata })];
}

function copyOf({ kind, document, metadata, outputs, executionSummary }: NotebookCell): NotebookCellData {
  const data = new NotebookCellData(kind, document.getText(), document.languageId);
  return Object.assign(data, { metadata, outputs: [...outputs], executionSummary });
}

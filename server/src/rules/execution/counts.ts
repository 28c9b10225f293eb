import type { Cell, Notebook } from '../../notebook/model.ts';
import type { Fix } from '../rule.ts';

export interface CountedCell {
  /** In the notebook, from 0. */
  readonly index: number;
  readonly count: number;
}

/** Code cells that hold something to run: a blank one never gets a count. */
export function runnableCells(notebook: Notebook): readonly { readonly index: number; readonly cell: Cell }[] {
  return notebook.cells.flatMap((cell, index) =>
    cell.type === 'code' && /\S/.test(cell.source) ? [{ index, cell }] : [],
  );
}

/** The runnable cells that have a count, in the order of the notebook. */
export function countedCells(notebook: Notebook): readonly CountedCell[] {
  return runnableCells(notebook).flatMap(({ index, cell }) =>
    cell.executionCount === null ? [] : [{ index, count: cell.executionCount }],
  );
}

/** What makes an order of execution true again without running anything. Not safe: the results are gone. */
export function clearAllOutputs(notebook: Notebook): Fix {
  const edits = notebook.cells.flatMap((cell, index) => {
    if (cell.type !== 'code') return [];
    const { executionCount, outputs } = cell;
    const hasOutputs = outputs === undefined || (outputs.json !== undefined && !/^\[\s*\]$/.test(outputs.json.raw));
    return [
      ...(executionCount === null ? [] : [{ kind: 'setExecutionCount', cell: index, executionCount: null } as const]),
      ...(hasOutputs ? [{ kind: 'clearOutputs', cell: index } as const] : []),
    ];
  });
  return { title: 'Clear all execution counts and outputs', edits, safe: false };
}

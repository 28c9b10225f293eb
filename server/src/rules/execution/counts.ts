import { placedList } from '../../incremental/gathered.ts';
import { remembered } from '../../incremental/remembered.ts';
import type { Cell, Notebook } from '../../notebook/model.ts';
import { isBlank } from '../blank.ts';
import type { Fix } from '../rule.ts';

export interface RunnableCell {
  /** In the notebook, from 0. */
  readonly index: number;
  readonly count: number | null;
  /** The count of the run after which it was edited. */
  readonly countBeforeEdit: number | undefined;
}

export interface CountedCell extends RunnableCell {
  readonly count: number;
}

/** Code cells that hold something to run (a blank one never gets a count), in the order of the notebook. The same list as long as they say the same. */
export function runnableCells(notebook: Notebook): readonly RunnableCell[] {
  return runnable(notebook.cells);
}

const runnable = placedList(
  ({ type, source, executionCount, countBeforeEdit }: Cell): readonly Omit<RunnableCell, 'index'>[] =>
    type !== 'code' || isBlank(source) ? [] : [{ count: executionCount, countBeforeEdit }],
  ({ count, countBeforeEdit }, index): RunnableCell => ({ index, count, countBeforeEdit }),
);

/** Those of them that were run, also those that were edited since: the order in which they ran is what it was. */
export function countedCells(notebook: Notebook): readonly CountedCell[] {
  return counted(runnableCells(notebook));
}

const counted = remembered((cells: readonly RunnableCell[]): readonly CountedCell[] =>
  cells
    .filter(({ count, countBeforeEdit }) => (count ?? countBeforeEdit) !== undefined)
    .map(({ index, count, countBeforeEdit }) => ({ index, count: count ?? countBeforeEdit ?? 0, countBeforeEdit })),
);

/** What makes an order of execution true again without running anything. Not safe: the results are gone. */
export function clearAllOutputs(notebook: Notebook): Fix {
  const known = knownFixes.get(notebook);
  if (known) return known;
  const edits = notebook.cells.flatMap((cell, index) => {
    if (cell.type !== 'code') return [];
    const { executionCount, countBeforeEdit, outputs } = cell;
    const hasOutputs = outputs === undefined || (outputs.json !== undefined && !/^\[\s*\]$/.test(outputs.json.raw));
    return [
      ...(executionCount === null && countBeforeEdit === undefined
        ? []
        : [{ kind: 'setExecutionCount', cell: index, executionCount: null } as const]),
      ...(hasOutputs ? [{ kind: 'clearOutputs', cell: index } as const] : []),
    ];
  });
  const fix = { title: 'Clear all execution counts and outputs', edits, safe: false };
  knownFixes.set(notebook, fix);
  return fix;
}

/** Asked for by each finding of a notebook. */
const knownFixes = new WeakMap<Notebook, Fix>();

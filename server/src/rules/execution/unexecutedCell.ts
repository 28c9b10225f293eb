import { remembered } from '../../incremental/remembered.ts';
import { inCell } from '../place.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { clearAllOutputs, countedCells, type RunnableCell, runnableCells } from './counts.ts';

const defaultExecuted = 1;

export const unexecutedCell: Rule = {
  code: 'unexecuted-cell',
  group: 'Execution',
  severity: 'info',
  enabled: true,
  summary: 'A code cell was not run, or not since it was edited, in a notebook in which others were.',
  options: {
    'min-executed': {
      default: defaultExecuted,
      description:
        'how many cells of the notebook must have been run before others are reported; 0 reports a notebook in which nothing was run, too',
    },
  },
  documentation: {
    reports:
      'A code cell without an execution count, where another code cell has one; an editor that tells says of a cell that was run and then edited that it was. Blank cells are not considered, and a notebook in which nothing was run (a template, or one whose outputs were cleared) is not reported unless `min-executed` is 0.',
    why: 'What the cell would do is in none of the results, or the cell was changed after them.',
    fix: 'Run it. Where that is not possible: clears all counts and outputs.',
    examples: [
      {
        bad: `
--- code [1]
x = 1
--- code [ ]
y = 2
`,
        good: `
--- code [1]
x = 1
--- code [2]
y = 2
`,
        fixed: `
--- code [ ]
x = 1
--- code [ ]
y = 2
`,
      },
    ],
  },
  check: (notebook, { options }) => {
    const executed = countedCells(notebook).length;
    if (executed < (options['min-executed'] ?? defaultExecuted)) return [];
    return unexecutedIn(runnableCells(notebook));
  },
  fixes: (notebook) => [clearAllOutputs(notebook)],
};

const unexecutedIn = remembered((cells: readonly RunnableCell[]): readonly RuleFinding[] => {
  const wasRun = cells.some(({ count, countBeforeEdit }) => (count ?? countBeforeEdit) !== undefined);
  const state = wasRun ? 'not run, though other cells were' : 'not run';
  const unexecuted = cells.filter(({ count }) => count === null);
  return unexecuted.map(({ index, countBeforeEdit }) => {
    const message =
      countBeforeEdit === undefined
        ? `Cell ${index + 1}: ${state}. Restart the kernel and run all cells.`
        : `Cell ${index + 1}: edited since it was run as [${countBeforeEdit}]. Run it again.`;
    return { message, place: inCell(index, ['execution_count']) };
  });
});

import { remembered } from '../../incremental/remembered.ts';
import { inCell } from '../place.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { type CountedCell, clearAllOutputs, countedCells } from './counts.ts';

export const outOfOrder: Rule = {
  code: 'out-of-order',
  group: 'Execution',
  severity: 'warning',
  enabled: true,
  summary: 'A cell ran before a cell that stands above it.',
  documentation: {
    reports: 'A code cell whose execution count is lower than that of a cell above it. Blank cells are not considered.',
    why: 'The results shown come from another order than the one in which the notebook is read; run from top to bottom it may give others, or fail.',
    fix: 'Restart the kernel and run all cells. Where that is not possible: clears all counts and outputs, so that nothing wrong is shown.',
    examples: [
      {
        bad: `
--- code [2]
x = 1
--- code [1]
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
  check: (notebook) => outOfOrderIn(countedCells(notebook)),
  fixes: (notebook) => [clearAllOutputs(notebook)],
};

const outOfOrderIn = remembered((cells: readonly CountedCell[]): readonly RuleFinding[] => {
  const findings: RuleFinding[] = [];
  let latest: CountedCell | undefined;
  for (const cell of cells) {
    if (latest && cell.count < latest.count) findings.push(findingOf(cell, latest));
    else latest = cell;
  }
  return findings;
});

function findingOf({ index, count }: CountedCell, latest: CountedCell): RuleFinding {
  return {
    message: `Cell ${index + 1}: run as [${count}], before cell ${latest.index + 1} above it, which was run as [${latest.count}]. Restart the kernel and run all cells.`,
    place: inCell(index, ['execution_count']),
    related: [{ message: `Cell ${latest.index + 1} was run later.`, place: inCell(latest.index, ['execution_count']) }],
  };
}

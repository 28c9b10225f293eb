import { remembered } from '../../incremental/remembered.ts';
import { inCell } from '../place.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { type CountedCell, clearAllOutputs, countedCells } from './counts.ts';

export const executionGap: Rule = {
  code: 'execution-gap',
  group: 'Execution',
  severity: 'info',
  enabled: true,
  summary: 'The execution counts rise, but skip numbers or do not start at 1.',
  documentation: {
    reports:
      'Where the execution counts rise from cell to cell: each count that is not one above the count before it, and a first count that is not 1. Where they do not rise, `out-of-order` and `duplicate-count` say so instead. Blank cells are not considered.',
    why: 'Something ran that the notebook does not show: a cell was run twice, changed, or deleted. The results may depend on it.',
    fix: 'Restart the kernel and run all cells. Where that is not possible: clears all counts and outputs.',
    examples: [
      {
        bad: `
--- code [1]
x = 1
--- code [3]
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
  check: (notebook) => gapsIn(countedCells(notebook)),
  fixes: (notebook) => [clearAllOutputs(notebook)],
};

const gapsIn = remembered((cells: readonly CountedCell[]): readonly RuleFinding[] => {
  const findings: RuleFinding[] = [];
  let previous: number | undefined;
  for (const { index, count } of cells) {
    if (previous !== undefined && count <= previous) return [];
    const message = previous === undefined ? firstMessage(count) : skipMessage(previous, count);
    if (message) findings.push({ message: `Cell ${index + 1}: ${message}`, place: inCell(index, ['execution_count']) });
    previous = count;
  }
  return findings;
});

function firstMessage(count: number): string | undefined {
  if (count === 1) return undefined;
  return `the first count is [${count}] and not [1]: something ran before that is not in the notebook. Restart the kernel and run all cells.`;
}

function skipMessage(previous: number, count: number): string | undefined {
  if (count === previous + 1) return undefined;
  const between = count === previous + 2 ? `[${previous + 1}] is` : `[${previous + 1}] to [${count - 1}] are`;
  return `run as [${count}] after [${previous}]: ${between} not in the notebook. Restart the kernel and run all cells.`;
}

import { remembered } from '../../incremental/remembered.ts';
import { inCell } from '../place.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { type CountedCell, clearAllOutputs, countedCells } from './counts.ts';

export const duplicateCount: Rule = {
  code: 'duplicate-count',
  group: 'Execution',
  severity: 'warning',
  enabled: true,
  summary: 'Two cells have the same execution count.',
  documentation: {
    reports: 'A code cell whose execution count a cell above it has too. Blank cells are not considered.',
    why: 'One kernel never gives a count twice: the cells were copied, merged, or run in different sessions, so their results do not belong together.',
    fix: 'Restart the kernel and run all cells. Where that is not possible: clears all counts and outputs.',
    examples: [
      {
        bad: `
--- code [1]
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
  check: (notebook) => duplicatesIn(countedCells(notebook)),
  fixes: (notebook) => [clearAllOutputs(notebook)],
};

const duplicatesIn = remembered((cells: readonly CountedCell[]): readonly RuleFinding[] => {
  const findings: RuleFinding[] = [];
  const first = new Map<number, number>();
  for (const { index, count } of cells) {
    const before = first.get(count);
    if (before === undefined) {
      first.set(count, index);
      continue;
    }
    findings.push({
      message: `Cell ${index + 1}: has the execution count [${count}] of cell ${before + 1}: they were not run in one session. Restart the kernel and run all cells.`,
      place: inCell(index, ['execution_count']),
      related: [{ message: `Cell ${before + 1} has [${count}] too.`, place: inCell(before, ['execution_count']) }],
    });
  }
  return findings;
});

import { remembered } from '../../incremental/remembered.ts';
import { cellDependencies } from '../../python/index.ts';
import { inCell } from '../place.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { cellIndex } from '../state/nameFindings.ts';
import { type CountedCell, countedCells } from './counts.ts';

export const staleOutput: Rule = {
  code: 'stale-output',
  group: 'Execution',
  severity: 'info',
  enabled: true,
  summary: 'A result from before the last run of a cell that it depends on.',
  documentation: {
    reports:
      'A cell whose execution count is lower than that of a cell above it which defines a name that it reads: the cell above was run again, and this one was not. Only where it is certain that the name comes from there.',
    why: 'What is shown was computed with an earlier value.',
    examples: [
      {
        bad: `
--- code [3]
rate = 0.2
--- code [2] result=20.0
rate * 100
`,
        good: `
--- code [1]
rate = 0.2
--- code [2] result=20.0
rate * 100
`,
      },
    ],
  },
  needs: ['program'],
  check: (notebook, { program }) => {
    // Nothing ran again above a cell that was run before: the flow of data, which costs a look at every name, need not be known.
    if (!program || countsRise(countedCells(notebook))) return [];
    const stale = new Map<number, RuleFinding>();
    for (const { kind, name, from, to, certain } of cellDependencies(program.flows())) {
      const above = program.cells[from]?.cell.executionCount;
      const count = program.cells[to]?.cell.executionCount;
      if (kind !== 'read-after-write' || !certain || above == null || count == null || above <= count || stale.has(to))
        continue;
      const [index, source] = [cellIndex(program, to), cellIndex(program, from)];
      stale.set(to, {
        message: `Cell ${index + 1}: run as [${count}], before cell ${source + 1} last set \`${name}\` ([${above}]): what it shows may be of an earlier value. Run it again.`,
        place: inCell(index, ['execution_count']),
        related: [{ message: `\`${name}\` is set here.`, place: inCell(source, ['execution_count']) }],
      });
    }
    return [...stale.values()];
  },
};

const countsRise = remembered((cells: readonly CountedCell[]): boolean => {
  let latest = Number.NEGATIVE_INFINITY;
  return cells.every(({ count }) => {
    const rises = count >= latest;
    latest = count;
    return rises;
  });
});

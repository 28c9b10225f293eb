import { cellOfPlace } from '../place.ts';
import type { CellFinding, Rule } from '../rule.ts';
import { storedOutputs } from '../storedOutputs.ts';

export const storedResults: Rule = {
  code: 'stored-results',
  group: 'Execution',
  severity: 'warning',
  enabled: false,
  summary: 'A cell is saved with an execution count or with outputs.',
  documentation: {
    reports:
      'Each execution count and each list of outputs that is not empty. Off unless selected by its code, or by `policy = "stripped"`.',
    why: 'For teams that commit notebooks without results: outputs make files large and hard to compare, and may hold data that must not leave the machine.',
    fix: 'Clears the count and the outputs of the cell. It is not safe: the results are gone.',
    examples: [
      {
        bad: `
--- code [1] result=4
2 + 2
`,
        good: `
--- code [ ]
2 + 2
`,
      },
    ],
  },
  checkCell: (cell) => {
    if (cell.type !== 'code') return [];
    const findings: CellFinding[] = [];
    if (cell.executionCount !== null) {
      findings.push({
        message: `saved with the execution count [${cell.executionCount}]. Clear it before you commit.`,
        place: { kind: 'json', path: ['execution_count'], at: 'value' },
      });
    }
    const { length } = storedOutputs(cell);
    if (length > 0) {
      findings.push({
        message: `saved with ${length === 1 ? 'an output' : `${length} outputs`}. Clear them before you commit.`,
        place: { kind: 'json', path: ['outputs'], at: 'value' },
      });
    }
    return findings;
  },
  fixes: ({ cells }, { place }) => {
    const cell = cellOfPlace(place);
    if (cell === undefined) return [];
    const { executionCount } = cells[cell] ?? { executionCount: null };
    return [
      {
        title: 'Clear the count and the outputs of the cell',
        edits: [
          ...(executionCount === null ? [] : [{ kind: 'setExecutionCount', cell, executionCount: null } as const]),
          { kind: 'clearOutputs', cell },
        ],
        safe: false,
      },
    ];
  },
};

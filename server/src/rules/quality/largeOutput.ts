import { cellOfPlace } from '../place.ts';
import type { Rule } from '../rule.ts';
import { storedOutputs } from '../storedOutputs.ts';

const defaultSize = 1;

export const largeOutput: Rule = {
  code: 'large-output',
  group: 'Quality',
  severity: 'hint',
  enabled: false,
  summary: 'A stored output is large.',
  options: {
    'max-megabytes': {
      default: defaultSize,
      description: 'how long an output may be in the file, in millions of characters',
    },
  },
  documentation: {
    reports: `Each output that takes more than \`max-megabytes\` in the file (${defaultSize} unless set). Off unless selected.`,
    why: 'The file is slow to open, to compare and to review, and every version of it stays in the history of the repository.',
    fix: 'Clears the outputs of the cell.',
    examples: [
      {
        options: { 'max-megabytes': 0.0001 },
        bad: `
--- code [1] stdout=${'0'.repeat(100)}
print(rows)
`,
        good: `
--- code [1]
print(rows)
`,
      },
    ],
  },
  checkCell: (cell, { options }) => {
    const most = options['max-megabytes'] ?? defaultSize;
    if ((cell.outputs?.json?.raw.length ?? 0) <= most * 1e6) return [];
    return storedOutputs(cell).flatMap(({ length }, index) => {
      if (length <= most * 1e6) return [];
      const message = `an output of ${(length / 1e6).toFixed(1)} MB, more than ${most}. Show less, or write it to a file.`;
      return [{ message, place: { kind: 'json', path: ['outputs', index], at: 'value' } }];
    });
  },
  fixes: (_, { place }) => {
    const cell = cellOfPlace(place);
    return cell === undefined
      ? []
      : [{ title: 'Clear the outputs of the cell', edits: [{ kind: 'clearOutputs', cell }], safe: false }];
  },
};

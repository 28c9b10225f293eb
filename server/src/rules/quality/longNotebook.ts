import { wholeNotebook } from '../place.ts';
import type { Rule } from '../rule.ts';

const defaultCells = 50;

export const longNotebook: Rule = {
  code: 'long-notebook',
  group: 'Quality',
  severity: 'hint',
  enabled: false,
  summary: 'The notebook has many cells.',
  options: { 'max-cells': { default: defaultCells, description: 'how many cells a notebook may have' } },
  documentation: {
    reports: `A notebook with more than \`max-cells\` cells (${defaultCells} unless set). Off unless selected.`,
    why: 'Long notebooks are hard to follow and slow to run again. A chain of shorter ones, each naming the one before as its parent, can be checked part by part.',
    examples: [
      {
        bad: `
${Array.from({ length: defaultCells + 1 }, (_, cell) => `--- code [${cell + 1}]\nx = ${cell}`).join('\n')}
`,
        good: `
--- code [1]
x = list(range(51))
`,
      },
    ],
  },
  check: ({ cells }, { options }) => {
    const most = options['max-cells'] ?? defaultCells;
    if (cells.length <= most) return [];
    return [
      {
        message: `The notebook has ${cells.length} cells, more than ${most}. Split it into several.`,
        place: wholeNotebook,
      },
    ];
  },
};

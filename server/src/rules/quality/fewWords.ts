import { gathered } from '../../incremental/gathered.ts';
import type { Cell } from '../../notebook/model.ts';
import { isBlank } from '../blank.ts';
import { wholeNotebook } from '../place.ts';
import type { Rule } from '../rule.ts';

const defaultRatio = 0.3;

export const fewWords: Rule = {
  code: 'few-words',
  group: 'Quality',
  severity: 'hint',
  enabled: false,
  summary: 'The notebook explains little of its code.',
  options: {
    'min-ratio': { default: defaultRatio, description: 'how many Markdown cells there have to be for each code cell' },
  },
  documentation: {
    reports: `A notebook with fewer than \`min-ratio\` Markdown cells per code cell (${defaultRatio} unless set). Blank cells do not count. Off unless selected.`,
    why: 'What the code is for, and what its results mean, is known to its author alone.',
    examples: [
      {
        bad: `
--- code [1]
x = 1
--- code [2]
y = 2
`,
        good: `
--- markdown
# Two numbers
--- code [1]
x = 1
--- code [2]
y = 2
`,
      },
    ],
  },
  check: ({ cells }, { options }) => {
    const least = options['min-ratio'] ?? defaultRatio;
    const { code, words } = filledCells(cells);
    if (code === 0 || words / code >= least) return [];
    const message = `${words} Markdown cells for ${code} code cells: fewer than ${least} for each. Say what the code is for, and what comes of it.`;
    return [{ message, place: wholeNotebook }];
  },
};

const filledCells = gathered(
  ({ type, source }: Cell) => (isBlank(source) ? undefined : type),
  (types) => ({
    code: types.filter((type) => type === 'code').length,
    words: types.filter((type) => type === 'markdown').length,
  }),
);

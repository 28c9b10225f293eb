import type { Rule } from '../rule.ts';
import { cellIndex, nameFindings } from './nameFindings.ts';

export const deletedName: Rule = {
  code: 'deleted-name',
  group: 'State',
  severity: 'warning',
  enabled: true,
  summary: 'A name that is read after it was deleted.',
  documentation: {
    reports: 'A name that is read behind the `del` statement that took it away, run from top to bottom.',
    why: 'It raises a NameError as soon as the notebook is run in its order.',
    examples: [
      {
        bad: `
--- code [1]
rows = [1, 2]
del rows
--- code [2]
print(rows)
`,
        good: `
--- code [1]
rows = [1, 2]
--- code [2]
print(rows)
del rows
`,
      },
    ],
  },
  needs: ['program'],
  check: (_, context) =>
    nameFindings(
      context,
      'deleted-name',
      ({ name, related }, program) =>
        `\`${name}\` was deleted${related ? ` in cell ${cellIndex(program, related.cell) + 1}` : ''}. Run from top to bottom, this raises a NameError.`,
      'Deleted here.',
    ),
};

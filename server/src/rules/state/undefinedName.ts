import type { Rule } from '../rule.ts';
import { nameFindings } from './nameFindings.ts';

export const undefinedName: Rule = {
  code: 'undefined-name',
  group: 'State',
  severity: 'warning',
  enabled: true,
  summary: 'A name that no cell defines.',
  documentation: {
    reports:
      'A name that is read and that no cell of the notebook defines, with the scopes of Python and the names that IPython brings. After `from x import *`, `%run`, `%load`, `exec` and the like, any name may exist, and nothing is reported.',
    why: 'It worked when a cell that has been deleted or edited since had defined it. After a restart it raises a NameError.',
    examples: [
      {
        bad: `
--- code [1]
total = sum(prices)
`,
        good: `
--- code [1]
prices = [1, 2]
total = sum(prices)
`,
      },
    ],
  },
  needs: ['program'],
  check: (_, context) =>
    nameFindings(
      context,
      'undefined-name',
      ({ name }) => `\`${name}\` is defined in no cell. After a restart this raises a NameError.`,
      '',
    ),
};

import { programList } from '../../record/index.ts';
import { inSource } from '../place.ts';
import type { Rule, RuleFinding } from '../rule.ts';

export const syntaxError: Rule = {
  code: 'syntax-error',
  group: 'State',
  severity: 'error',
  enabled: true,
  summary: 'A cell that Python cannot parse.',
  documentation: {
    reports:
      'The first place in a code cell at which Python, as IPython reads it, stops: magics, shell commands, `?` and top-level `await` are understood, the bodies of `%%bash` and its like are not Python. One finding a cell. Notebooks and cells in another language are never reported.',
    why: 'The cell cannot run, and neither can the notebook from top to bottom.',
    examples: [
      {
        bad: `
--- code [ ]
print "hello"
`,
        good: `
--- code [ ]
%time total = sum(range(10))
!ls
print("hello")
`,
      },
    ],
  },
  needs: ['program'],
  check: (_, { program }) => (program ? errorsIn(program) : []),
};

const errorsIn = programList(
  ({ syntaxError }) => (syntaxError === null ? [] : [syntaxError]),
  ({ message, start, end }, cell): RuleFinding => ({
    message: `Cell ${cell + 1}: Python cannot parse this: ${message}.`,
    place: inSource(cell, start, Math.max(end, start + 1)),
  }),
);

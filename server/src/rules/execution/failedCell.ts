import { quoted, visible } from '../../notebook/untrusted.ts';
import { withoutCredentials } from '../../secrets/index.ts';
import type { Rule } from '../rule.ts';
import { storedOutputs } from '../storedOutputs.ts';

export const failedCell: Rule = {
  code: 'failed-cell',
  group: 'Execution',
  severity: 'warning',
  enabled: true,
  summary: 'A cell ended with an exception when it was last run.',
  documentation: {
    reports:
      'An error among the stored outputs of a cell, with the name of the exception. A cell with the tag `raises-exception`, which says that it is meant to fail, is not reported.',
    why: 'Run from top to bottom, the notebook stops there, and the cells below it never run.',
    examples: [
      {
        bad: `
--- code [1] error=NameError
print(y)
`,
        good: `
--- code [1] stdout=2
y = 2
print(y)
`,
      },
    ],
  },
  checkCell: (cell) => {
    // A look at the text spares most cells the reading of their outputs and metadata.
    if (!cell.outputs?.json?.raw.includes('"error"')) return [];
    const { tags } = cell.metadata;
    if (Array.isArray(tags) && tags.includes('raises-exception')) return [];
    return storedOutputs(cell).flatMap(({ exception }, index) => {
      if (!exception) return [];
      const what = visible(withoutCredentials(exception.message.replace(ansiEscape, '')), 80);
      const message = `the last run failed with ${quoted(exception.name || 'an exception', 40)}${what ? ` (${what})` : ''}. Mend the cell, or tag it \`raises-exception\` where it is meant to fail.`;
      return [{ message, place: { kind: 'json', path: ['outputs', index], at: 'value' } }];
    });
  },
};

/** Colours, which IPython writes into its messages. */
const ansiEscape = /\u001b\[[0-9;]*m/g;

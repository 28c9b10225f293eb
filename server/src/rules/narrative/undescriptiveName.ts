import { quoted } from '../../notebook/untrusted.ts';
import { wholeNotebook } from '../place.ts';
import type { Rule } from '../rule.ts';

export const undescriptiveName: Rule = {
  code: 'undescriptive-name',
  group: 'Narrative',
  severity: 'hint',
  enabled: true,
  summary: 'The name of the file says nothing, or holds characters that trouble other systems.',
  documentation: {
    reports:
      'A file name that Jupyter gave (`Untitled`, `Untitled1`, `notebook-Copy1`), and one with characters other than letters and digits (of any script), `.`, `_`, `-` and space.',
    why: 'People look for notebooks by their names; characters such as `?` or `:` break checkouts on other systems, and links.',
    examples: [
      {
        bad: `
--- notebook name=Untitled3
--- markdown
# Sales in May
`,
        good: `
--- notebook name=sales_may
--- markdown
# Sales in May
`,
      },
    ],
  },
  check: ({ name }) => {
    const message = problemOf(name);
    return message === undefined ? [] : [{ message, place: wholeNotebook }];
  },
};

function problemOf(name: string): string | undefined {
  if (/^untitled(?:[ _-]?\d+)?$/i.test(name))
    return `The file name ${quoted(name)} says nothing: rename the file after what the notebook shows.`;
  if (/-Copy\d+$/.test(name))
    return `The file name ${quoted(name)} is that of a copy: rename the file after what makes it different.`;
  const strange = /[^\p{L}\p{M}\p{N}._\- ]/u.exec(name)?.[0];
  if (strange === undefined) return undefined;
  return `The file name holds ${quoted(strange)}: use letters, digits, \`.\`, \`_\`, \`-\` and spaces.`;
}

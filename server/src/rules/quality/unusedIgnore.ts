import type { Rule } from '../rule.ts';
import { unusedIgnoreCode } from '../suppression/notation.ts';
import { removals } from '../suppression/removal.ts';

export const unusedIgnore: Rule = {
  code: unusedIgnoreCode,
  group: 'Quality',
  severity: 'hint',
  enabled: true,
  summary: 'Something is ignored that would not be reported.',
  documentation: {
    reports:
      'A comment `# nbproject: ignore[…]` or `# nbproject: ignore-cell[…]`, a cell tag `nbproject-ignore` or an entry of the metadata `nbproject_ignore` that silences nothing, and a name in them that is neither a rule nor a group. Not judged are rules that are off, rules that cannot see what they need, and those on packages, lineage and credentials: what they find may differ from machine to machine. A `noqa` is never reported.',
    why: 'What was ignored has been mended: the ignore would hide the next problem of its kind. A name that does not exist hides nothing at all.',
    fix: 'Removes it, with its comment when nothing else is in it; or changes a mistyped name to the nearest that exists. Not safe are that change, and to remove a tag or a comment that silences every rule.',
    examples: [
      {
        bad: `
--- code [1]
x = 1  # nbproject: ignore[undefined-name]
`,
        good: `
--- code [1]
x = 1
`,
      },
      {
        bad: `
--- code [2]
y = 1
--- code [1]
# nbproject: ignore-cell[out-of-ordre]
x = 1
`,
        good: `
--- code [2]
y = 1
--- code [1]
# nbproject: ignore-cell[out-of-order]
x = 1
`,
      },
    ],
  },
  needs: ['program', 'environment'],
  // Found where findings are silenced: it is known only then what an ignore is good for.
  fixSafety: 'partly safe',
  fixes: (notebook, finding, { selectors }) => removals(notebook, finding, selectors),
};

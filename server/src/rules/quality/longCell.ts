import type { Rule } from '../rule.ts';

const defaultLines = 30;

export const longCell: Rule = {
  code: 'long-cell',
  group: 'Quality',
  severity: 'hint',
  enabled: false,
  summary: 'A code cell has many lines.',
  options: {
    'max-lines': {
      default: defaultLines,
      description: 'how many lines a code cell may have; blank ones and comments count',
    },
  },
  documentation: {
    reports: `A code cell with more than \`max-lines\` lines (${defaultLines} unless set). Off unless selected.`,
    why: 'A cell is the step that readers follow, and that is run again as a whole. Long ones are better split, or moved to a module.',
    examples: [
      {
        bad: `
--- code [1]
${Array.from({ length: defaultLines + 1 }, (_, line) => `x${line} = ${line}`).join('\n')}
`,
        good: `
--- code [1]
x = list(range(31))
`,
      },
    ],
  },
  checkCell: ({ type, source }, { options }) => {
    const most = options['max-lines'] ?? defaultLines;
    if (type !== 'code' || source.length <= most) return [];
    const lines = source.trimEnd().split(/\r\n|\r|\n/).length;
    if (lines <= most) return [];
    const end = source.search(/[\r\n]|$/);
    return [
      {
        message: `${lines} lines of code, more than ${most}. Split it, or move functions to a module.`,
        place: { kind: 'source', start: 0, end },
      },
    ];
  },
};

import { inNotebook } from '../place.ts';
import type { Rule } from '../rule.ts';

export const unsupportedFormat: Rule = {
  code: 'unsupported-format',
  group: 'Format',
  severity: 'warning',
  enabled: true,
  summary: 'The notebook is written in another format than nbformat 4.',
  reads: 'any format',
  documentation: {
    reports:
      'A notebook whose `nbformat` is not 4. Of nbformat 1 to 3 no cell is read, so nothing else is reported. Of a format newer than 4 the cells are read as far as they look like those of nbformat 4.',
    why: 'Formats before 4 were last written in 2014. Jupyter converts them each time it opens them, and saves them as 4 without asking.',
    examples: [
      {
        bad: `
--- notebook 3.0 without=cells {"worksheets": []}
`,
        good: `
--- notebook 4.5
--- markdown
# Title
`,
      },
    ],
  },
  check: ({ format: { major } }) => {
    if (major === undefined || major === 4) return [];
    const message =
      major < 4
        ? `The notebook is written in nbformat ${major}: its cells are not read, and nothing else is checked. Convert it with \`jupyter nbconvert --to notebook --inplace\`.`
        : `The notebook is written in nbformat ${major}, which is newer than what is known here (4): only what looks like nbformat 4 is checked.`;
    return [{ message, place: inNotebook(['nbformat']) }];
  },
};

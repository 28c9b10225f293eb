import { cellOfPlace } from '../place.ts';
import type { Rule } from '../rule.ts';
import { storedOutputs } from '../storedOutputs.ts';

export const stderrOutput: Rule = {
  code: 'stderr-output',
  group: 'Execution',
  severity: 'hint',
  enabled: false,
  summary: 'A cell wrote to stderr when it was last run.',
  documentation: {
    reports: 'Each stored output of the stream `stderr`: warnings, progress bars, log lines. Off unless selected.',
    why: "Warnings about deprecated functions or doubtful numbers are easily overlooked between results, and paths in them show the author's machine.",
    fix: 'Clears the outputs of the cell.',
    examples: [
      {
        bad: `
--- code [1] stderr=DeprecationWarning
x = old()
`,
        good: `
--- code [1]
x = old()
`,
      },
    ],
  },
  checkCell: (cell) => {
    // A look at the text spares most cells the reading of their outputs.
    if (!cell.outputs?.json?.raw.includes('"stderr"')) return [];
    return storedOutputs(cell).flatMap(({ name }, index) =>
      name === 'stderr'
        ? [
            {
              message: 'the last run wrote to stderr. Heed what it says, or clear it.',
              place: { kind: 'json', path: ['outputs', index], at: 'value' },
            },
          ]
        : [],
    );
  },
  fixes: (_, { place }) => {
    const cell = cellOfPlace(place);
    return cell === undefined
      ? []
      : [{ title: 'Clear the outputs of the cell', edits: [{ kind: 'clearOutputs', cell }], safe: false }];
  },
};

import type { NotebookEdit } from 'nbproject-protocol';
import type { Notebook } from '../../notebook/model.ts';
import { canMoveUp } from '../../python/index.ts';
import type { Program } from '../../record/index.ts';
import type { Fix, Rule, RuleFinding } from '../rule.ts';
import { cellIndex, nameFindings } from './nameFindings.ts';

export const usedBeforeDefined: Rule = {
  code: 'used-before-defined',
  group: 'State',
  severity: 'warning',
  enabled: true,
  summary: 'A name that only a later place defines.',
  documentation: {
    reports:
      'A name that is read where the notebook, run from top to bottom, has not yet defined it; a later cell, or a later line of the same cell, does.',
    why: 'The cells were run in another order than the one in which they stand. Run from top to bottom, this raises a NameError.',
    fix: 'Moves the cell that defines the name above the one that reads it, with the heading it stands under. Offered only where the flow of data shows that no cell then does anything else than before: all cells that read or write what the moved one writes or reads keep their order. Not applied unasked.',
    examples: [
      {
        bad: `
--- code [2] id=use
print(rate * 100)
--- code [1] id=define
rate = 0.2
`,
        good: `
--- code [1] id=define
rate = 0.2
--- code [2] id=use
print(rate * 100)
`,
      },
    ],
  },
  needs: ['program'],
  check: (_, context) =>
    nameFindings(
      context,
      'used-before-defined',
      ({ name, cell, related }, program) =>
        `\`${name}\` is defined only ${laterPlace(program, cell, related?.cell)}. Run from top to bottom, this raises a NameError.`,
      'Defined here.',
    ),
  fixes: (notebook, finding, { program }) => (program ? moveUp(notebook, program, finding) : []),
};

function laterPlace(program: Program, cell: number, definedIn: number | undefined): string {
  if (definedIn === undefined) return 'later';
  return definedIn === cell ? 'further down in this cell' : `in cell ${cellIndex(program, definedIn) + 1}, below`;
}

function moveUp(notebook: Notebook, program: Program, { place, related }: RuleFinding): Fix[] {
  const defining = related?.[0]?.place;
  if (place.kind !== 'source' || defining?.kind !== 'source' || defining.cell === place.cell) return [];
  const number = (index: number) => program.cells.findIndex((cell) => cell.index === index);
  if (!canMoveUp(program.python, number(defining.cell), number(place.cell)).safe) return [];
  return [
    {
      title: `Move cell ${defining.cell + 1} up, above cell ${place.cell + 1}`,
      edits: moveWithHeading(notebook, defining.cell, place.cell),
      safe: false,
    },
  ];
}

/** What introduces only the cell that moves goes with it: the Markdown directly above, when no other code follows in its section. */
function moveWithHeading({ cells }: Notebook, from: number, to: number): NotebookEdit[] {
  let first = from;
  const isAlone = cells[from + 1] === undefined || cells[from + 1]?.type === 'markdown';
  while (isAlone && first - 1 > to && cells[first - 1]?.type === 'markdown') first--;
  return Array.from({ length: from - first + 1 }, (_, offset) => ({ kind: 'moveCell', from: first + offset, to }));
}

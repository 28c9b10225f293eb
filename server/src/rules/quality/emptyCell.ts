import { placedList } from '../../incremental/gathered.ts';
import type { Cell } from '../../notebook/model.ts';
import { isBlank } from '../blank.ts';
import { cellOfPlace, inCell } from '../place.ts';
import type { Rule } from '../rule.ts';

export const emptyCell: Rule = {
  code: 'empty-cell',
  group: 'Quality',
  severity: 'hint',
  enabled: true,
  summary: 'A cell holds nothing.',
  documentation: {
    reports:
      'A cell of any type with nothing but white space in it. The last cell is not reported: editors keep an empty one there to write into.',
    why: 'It is left over, and readers wonder what is missing.',
    fix: 'Deletes the cell.',
    examples: [
      {
        bad: `
--- code [1]
x = 1
--- code [ ]

--- code [2]
y = 2
`,
        good: `
--- code [1] id=cell-1
x = 1
--- code [2] id=cell-3
y = 2
`,
      },
    ],
  },
  check: ({ cells }) =>
    emptyCells(cells)
      .filter((index) => index < cells.length - 1)
      .map((index) => ({
        message: `Cell ${index + 1}: there is nothing in it. Delete it.`,
        place: inCell(index, ['source']),
      })),
  fixes: (_, { place }) => {
    const index = cellOfPlace(place);
    return index === undefined
      ? []
      : [{ title: 'Delete the empty cell', edits: [{ kind: 'removeCells', index, count: 1 }], safe: false }];
  },
};

const emptyCells = placedList(
  ({ type, source }: Cell) => (type === 'other' || !isBlank(source) ? [] : [true]),
  (_, index) => index,
);

import { gathered } from '../../incremental/gathered.ts';
import type { Cell } from '../../notebook/model.ts';
import { quoted } from '../../notebook/untrusted.ts';
import { hasCellIds, newCellId, takenIds } from '../newCellId.ts';
import { cellOfPlace, inCell } from '../place.ts';
import type { Rule, RuleFinding } from '../rule.ts';

export const duplicateCellId: Rule = {
  code: 'duplicate-cell-id',
  group: 'Format',
  severity: 'error',
  enabled: true,
  summary: 'Two cells have the same id.',
  documentation: {
    reports: 'Each cell whose `id` a cell above it has too, in a notebook of nbformat 4.5 or newer.',
    why: 'nbformat refuses the notebook, and what refers to a cell by its id (comments, diffs, references between cells) reaches the wrong one. It happens when cells are copied by hand or by a merge.',
    fix: 'Gives the later cell a new id; the first one keeps its own.',
    examples: [
      {
        bad: `
--- code [1] id=load
x = 1
--- code [2] id=load
y = 2
`,
        good: `
--- code [1] id=load
x = 1
--- code [2] id=9d04e7aa
y = 2
`,
      },
    ],
  },
  check: (notebook) => (hasCellIds(notebook) ? duplicatesIn(notebook.cells) : []),
  fixSafety: 'safe',
  fixes: (notebook, { place }) => {
    const cell = cellOfPlace(place);
    if (cell === undefined) return [];
    const id = newCellId(takenIds(notebook));
    return [{ title: 'Give the cell a new id', edits: [{ kind: 'setCellId', cell, id }], safe: true }];
  },
};

const duplicatesIn = gathered(
  ({ id }: Cell) => id,
  (ids): readonly RuleFinding[] => {
    const findings: RuleFinding[] = [];
    const first = new Map<string, number>();
    ids.forEach((id, index) => {
      if (id === undefined) return;
      const before = first.get(id);
      if (before === undefined) {
        first.set(id, index);
        return;
      }
      findings.push({
        message: `Cell ${index + 1}: cell ${before + 1} has the same id ${quoted(id)}. Give one of them a new id.`,
        place: inCell(index, ['id']),
        related: [{ message: `Cell ${before + 1} has it first.`, place: inCell(before, ['id']) }],
      });
    });
    return findings;
  },
);

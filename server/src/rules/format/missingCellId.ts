import type { NotebookEdit } from 'nbproject-protocol';
import type { Cell, Notebook } from '../../notebook/model.ts';
import { hasCellIds, newCellId, takenIds } from '../newCellId.ts';
import { cellOfPlace } from '../place.ts';
import type { Fix, Rule } from '../rule.ts';

export const missingCellId: Rule = {
  code: 'missing-cell-id',
  group: 'Format',
  severity: 'warning',
  enabled: true,
  summary: 'A cell has no id, which nbformat 4.5 requires.',
  documentation: {
    reports: 'Each cell without an `id` in a notebook of nbformat 4.5 or newer. Older formats have no ids.',
    why: 'Jupyter makes up the missing ids each time it reads the file, others each time, so that the same notebook differs from itself. nbformat warns now and will refuse such notebooks.',
    fix: 'Gives every cell without an id a new one: 8 random hexadecimal digits, as nbformat does.',
    examples: [
      {
        bad: `
--- markdown id=intro
# Title
--- code [1] without=id
x = 1
`,
        good: `
--- markdown id=intro
# Title
--- code [1] id=0f3a9c21
x = 1
`,
      },
    ],
  },
  checkCell: (cell, { format }) =>
    hasCellIds({ format }) && lacksId(cell)
      ? [
          {
            message: `no \`id\`, which nbformat ${format.major}.${format.minor} requires.`,
            place: { kind: 'json', path: [], at: 'value' },
          },
        ]
      : [],
  fixSafety: 'safe',
  fixes: (notebook, { place }) => {
    const cell = cellOfPlace(place);
    const lacking = cell === undefined ? undefined : notebook.cells[cell];
    if (cell === undefined || !lacking || !lacksId(lacking)) return [];
    const one: Fix = { title: 'Add an id to the cell', edits: withNewIds(notebook, [cell]), safe: true };
    const all = addAllIds(notebook);
    return all.edits.length === 1 ? [one] : [all, one];
  },
};

/** The same for every finding of a notebook. */
const knownFixes = new WeakMap<Notebook, Fix>();

function addAllIds(notebook: Notebook): Fix {
  const known = knownFixes.get(notebook);
  if (known) return known;
  const all = notebook.cells.flatMap((cell, index) => (lacksId(cell) ? [index] : []));
  const title = `Add ids to the ${all.length} cells without one`;
  const fix: Fix = { title, edits: withNewIds(notebook, all), safe: true };
  knownFixes.set(notebook, fix);
  return fix;
}

function lacksId({ json }: Cell): boolean {
  return json?.members !== undefined && !json.members.some(({ key }) => key === 'id');
}

function withNewIds(notebook: Notebook, cells: readonly number[]): NotebookEdit[] {
  const taken = new Set(takenIds(notebook));
  return cells.map((cell) => {
    const id = newCellId(taken);
    taken.add(id);
    return { kind: 'setCellId', cell, id };
  });
}

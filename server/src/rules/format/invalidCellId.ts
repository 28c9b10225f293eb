import { quoted } from '../../notebook/untrusted.ts';
import { hasCellIds, newCellId, takenIds } from '../newCellId.ts';
import { cellOfPlace } from '../place.ts';
import type { Rule } from '../rule.ts';
import { typeNames } from './schema/validate.ts';

export const invalidCellId: Rule = {
  code: 'invalid-cell-id',
  group: 'Format',
  severity: 'error',
  enabled: true,
  summary: 'The id of a cell is not one that nbformat allows.',
  documentation: {
    reports:
      'An `id` that is not 1 to 64 letters (a to z, upper or lower case), digits, `-` and `_`, in a notebook of nbformat 4.5 or newer.',
    why: 'nbformat refuses the notebook: Jupyter opens it with an error, nbconvert and others stop.',
    fix: 'Gives the cell a new id.',
    examples: [
      {
        bad: `
--- markdown id=cell/1
# Title
`,
        good: `
--- markdown id=7be21d04
# Title
`,
      },
    ],
  },
  checkCell: ({ json, id }, { format }) => {
    const member = hasCellIds({ format }) ? json?.members?.findLast(({ key }) => key === 'id') : undefined;
    if (!member || (id !== undefined && validId.test(id))) return [];
    const message = `the id ${id === undefined ? `is no string but ${typeNames[member.value.type]}` : reason(id)}; nbformat allows 1 to 64 letters, digits, \`-\` and \`_\`.`;
    return [{ message, place: { kind: 'json', path: ['id'], at: 'value' } }];
  },
  fixSafety: 'safe',
  fixes: (notebook, { place }) => {
    const cell = cellOfPlace(place);
    if (cell === undefined) return [];
    const id = newCellId(takenIds(notebook));
    return [{ title: 'Give the cell a new id', edits: [{ kind: 'setCellId', cell, id }], safe: true }];
  },
};

const validId = /^[a-zA-Z0-9_-]{1,64}$/;

function reason(id: string): string {
  if (id === '') return 'is empty';
  const character = /[^a-zA-Z0-9_-]/u.exec(id)?.[0];
  if (character === undefined) return `has ${id.length} characters`;
  return `${quoted(id)} holds ${/\s/.test(character) ? 'white space' : quoted(character)}`;
}

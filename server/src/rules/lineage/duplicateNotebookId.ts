import { type NotebookSummary, originalOf } from '../../lineage/index.ts';
import { textAt } from '../../notebook/json/values.ts';
import type { Notebook } from '../../notebook/model.ts';
import { recordOf } from '../../record/index.ts';
import { inNotebook } from '../place.ts';
import type { Rule, Surroundings } from '../rule.ts';
import { newIdentity } from './newIdentity.ts';
import { shownPath } from './shownPath.ts';

export const duplicateNotebookId: Rule = {
  code: 'duplicate-notebook-id',
  group: 'Lineage',
  severity: 'warning',
  enabled: true,
  summary: 'Another notebook of the workspace has the same id.',
  documentation: {
    reports:
      "A notebook whose record has the id of another notebook of the workspace: a copied notebook keeps its id. It is said in each of them. The one taken for the original is that whose name is not a copy's (`-Copy1`, ` copy`, ` (2)`), or else the one published first, or else the one with the shorter path.",
    why: 'Who names the id as a parent means one of them, and nobody knows which; what is published of one overwrites what is known of the other.',
    fix: 'In a copy: a new id, version "1", the time, and the author where known, as for a notebook that is initialized now; what a publish of the original left is taken out, parents stay. The second fix also names the original as a parent. The original keeps its id: where the wrong one is taken for it, the command `nbproject.assignNewId` gives a new id there.',
    examples: [
      {
        bad: `
--- notebook 4.5 name=counts-Copy1
--- markdown
# Counts of another plate
--- metadata
{"nbproject": {"id": "c0untsc0unts", "version": "1", "time_init": "2024-05-30T09:30:00+00:00", "parent": null, "pypackage": null}}
`,
        good: `
--- notebook 4.5 name=counts-Copy1
--- markdown
# Counts of another plate
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00+00:00", "parent": null, "pypackage": null,
  "user_handle": null, "user_id": null, "user_name": null}}
`,
        project: {
          'counts.ipynb': `
--- markdown
# Counts
--- metadata
{"nbproject": {"id": "c0untsc0unts", "version": "1", "time_init": "2024-05-30T09:30:00+00:00", "parent": null, "pypackage": null}}
`,
        },
      },
    ],
  },
  needs: ['lineage'],
  check: (notebook, surroundings) => {
    const { others, original } = twinsOf(notebook, surroundings);
    if (others.length === 0) return [];
    const names = others.slice(0, maxShown).map(({ file }) => shownPath(surroundings.file, file));
    const who = `${names.join(', ')}${others.length > maxShown ? ' and others' : ''}`;
    const verb = others.length === 1 ? 'has' : 'have';
    const what = original ? 'Assign a new id here.' : `This one is taken for the original: assign a new id there.`;
    return [
      {
        message: `${who} ${verb} the same id. ${what}`,
        place: inNotebook(['metadata', 'nbproject', 'id']),
        relatedNotebooks: others
          .slice(0, maxShown)
          .map(({ file }) => ({ message: file === original?.file ? 'The original.' : 'It has the same id.', file })),
      },
    ];
  },
  fixes: (notebook, _, context) => {
    const id = textAt(recordOf(notebook), 'id');
    if (id === undefined || !twinsOf(notebook, context).original) return [];
    return [newIdentity(notebook, undefined, context), newIdentity(notebook, id, context)];
  },
};

const maxShown = 3;

interface Twins {
  /** The other notebooks with the same id. */
  readonly others: readonly NotebookSummary[];
  /** The one of them that keeps it; undefined where that is the notebook itself. */
  readonly original: NotebookSummary | undefined;
}

function twinsOf(notebook: Notebook, { lineage, file }: Pick<Surroundings, 'lineage' | 'file'>): Twins {
  const record = recordOf(notebook);
  const id = textAt(record, 'id');
  const others = id === undefined ? [] : (lineage?.withId(id) ?? []).filter((one) => one.file !== file);
  const own = file === undefined ? [] : [{ file, published: textAt(record, 'time_published') ?? null }];
  const original = originalOf([...others, ...own]);
  return { others, original: others.find((one) => one === original) };
}

import { ancestryOf, type Lineage, originalOf } from '../../lineage/index.ts';
import { textAt } from '../../notebook/json/values.ts';
import { quoted } from '../../notebook/untrusted.ts';
import { recordOf } from '../../record/index.ts';
import type { Rule } from '../rule.ts';
import { recordedParents } from './recordedParents.ts';
import { shownPath } from './shownPath.ts';

export const parentCycle: Rule = {
  code: 'parent-cycle',
  group: 'Lineage',
  severity: 'error',
  enabled: true,
  summary: 'Following parents from the notebook leads back to it.',
  documentation: {
    reports: "Each id under `parent` in the record that is the notebook's own, or from which parents lead back to it.",
    why: 'Nothing can come from itself: nobody can say which of these notebooks to run first.',
    examples: [
      {
        bad: `
--- markdown
# Counts
--- metadata
{"nbproject": {"id": "c0untsc0unts", "version": "1", "time_init": "2024-05-30T09:30:00+00:00", "parent": "f1guresf1gur"}}
`,
        good: `
--- markdown
# Counts
--- metadata
{"nbproject": {"id": "c0untsc0unts", "version": "1", "time_init": "2024-05-30T09:30:00+00:00", "parent": null}}
`,
        project: {
          'figures.ipynb': `
--- markdown
# Figures
--- metadata
{"nbproject": {"id": "f1guresf1gur", "version": "1", "time_init": "2024-05-31T09:30:00+00:00", "parent": "c0untsc0unts"}}
`,
        },
      },
    ],
  },
  needs: ['lineage'],
  check: (notebook, { lineage, file }) => {
    const own = textAt(recordOf(notebook), 'id');
    if (!lineage || own === undefined) return [];
    return recordedParents(notebook).flatMap(({ id, place }) => {
      const way = wayBack(lineage, id, own);
      if (!way) return [];
      const message =
        way.length === 0
          ? 'The notebook names itself as its parent. Take it out.'
          : `Following parents comes back here, through ${shownWay(way, lineage, file)}. Take one of them out.`;
      return [{ message, place }];
    });
  },
};

/** The ids between a parent and the notebook itself, the parent first; undefined where no way leads back. */
function wayBack(lineage: Lineage, parent: string, own: string): readonly string[] | undefined {
  const through = ancestryOf(lineage, [parent]);
  if (!through.has(own)) return undefined;
  const way: string[] = [];
  for (let id = through.get(own); id !== undefined; id = through.get(id)) way.unshift(id);
  return way;
}

const maxShown = 3;

function shownWay(way: readonly string[], lineage: Lineage, file: string | undefined): string {
  const names = way.slice(0, maxShown).map((id) => {
    const notebook = originalOf(lineage.withId(id));
    return notebook ? shownPath(file, notebook.file) : quoted(id);
  });
  return `${names.join(', then ')}${way.length > maxShown ? ' and others' : ''}`;
}

import { isOutdated, originalOf } from '../../lineage/index.ts';
import { textAt } from '../../notebook/json/values.ts';
import { recordOf } from '../../record/index.ts';
import type { Rule } from '../rule.ts';
import { recordedParents } from './recordedParents.ts';
import { shownPath } from './shownPath.ts';

export const staleParent: Rule = {
  code: 'stale-parent',
  group: 'Lineage',
  severity: 'info',
  enabled: true,
  summary: 'A parent was published after this notebook was.',
  documentation: {
    reports:
      'Each parent whose record says that it was published later than this notebook. Nothing where one of them was never published, or does not say when.',
    why: 'What this notebook shows was made from an earlier state of what it builds on.',
    examples: [
      {
        bad: `
--- markdown
# Figures
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "2", "time_init": "2024-05-31T09:30:00+00:00", "parent": "c0untsc0unts",
  "time_published": "2024-06-01T12:00:00.000000+00:00"}}
`,
        good: `
--- markdown
# Figures
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "3", "time_init": "2024-05-31T09:30:00+00:00", "parent": "c0untsc0unts",
  "time_published": "2024-06-04T08:00:00.000000+00:00"}}
`,
        project: {
          'counts.ipynb': `
--- markdown
# Counts
--- metadata
{"nbproject": {"id": "c0untsc0unts", "version": "3", "time_init": "2024-05-30T09:30:00+00:00",
  "time_published": "2024-06-03T08:00:00.000000+00:00"}}
`,
        },
      },
    ],
  },
  needs: ['lineage'],
  check: (notebook, { lineage, file }) => {
    const published = textAt(recordOf(notebook), 'time_published') ?? null;
    if (!lineage) return [];
    return recordedParents(notebook).flatMap(({ id, place }) => {
      const parents = lineage.withId(id);
      const parent = originalOf(parents);
      if (!parent || !isOutdated(published, parents)) return [];
      const message = `${shownPath(file, parent.file)} was published on ${dayOf(parent.published)}, after this notebook. Run it again with what is new, and publish it.`;
      return [{ message, place, relatedNotebooks: [{ message: 'The parent.', file: parent.file }] }];
    });
  },
};

function dayOf(time: string | null): string {
  return new Date(Date.parse(time ?? '')).toISOString().slice(0, 10);
}

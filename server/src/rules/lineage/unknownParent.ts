import { textAt } from '../../notebook/json/values.ts';
import { quoted } from '../../notebook/untrusted.ts';
import { recordOf } from '../../record/index.ts';
import type { Rule } from '../rule.ts';
import { recordedParents } from './recordedParents.ts';

export const unknownParent: Rule = {
  code: 'unknown-parent',
  group: 'Lineage',
  severity: 'info',
  enabled: true,
  summary: 'The record names a parent that no notebook of the workspace is.',
  documentation: {
    reports: 'Each id under `parent` in the record that no notebook of the workspace has as its own.',
    why: 'Nobody finds what the notebook builds on: the parent lies elsewhere, was given another id, or the id is mistyped.',
    examples: [
      {
        bad: `
--- markdown
# Figures
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00+00:00", "parent": "c0untsc0untX"}}
`,
        good: `
--- markdown
# Figures
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00+00:00", "parent": "c0untsc0unts"}}
`,
        project: {
          'counts.ipynb': `
--- markdown
# Counts
--- metadata
{"nbproject": {"id": "c0untsc0unts", "version": "1", "time_init": "2024-05-30T09:30:00+00:00"}}
`,
        },
      },
    ],
  },
  needs: ['lineage'],
  check: (notebook, { lineage }) => {
    if (!lineage) return [];
    const own = textAt(recordOf(notebook), 'id');
    return recordedParents(notebook)
      .filter(({ id }) => id !== own && lineage.withId(id).length === 0)
      .map(({ id, place }) => ({
        message: `No notebook of the workspace has the id ${quoted(id)}. Correct it, or open the folder in which the parent lies.`,
        place,
      }));
  },
};

import { newRecord } from '../../record/newRecord.ts';
import { inNotebook } from '../place.ts';
import type { Fix, FixContext, Rule } from '../rule.ts';

export const uninitialized: Rule = {
  code: 'uninitialized',
  group: 'Metadata',
  severity: 'hint',
  enabled: true,
  summary: 'The notebook has no record (`metadata.nbproject`).',
  documentation: {
    reports: 'A notebook without `metadata.nbproject`.',
    why: 'Without a record there is no id by which other notebooks name it as their parent, no version, and nothing to compare with when someone receives it.',
    fix: 'Writes what nbproject writes when it initializes a notebook: a new id, version "1", the time, and the author where known.',
    examples: [
      {
        bad: `
--- markdown
# Title
`,
        good: `
--- markdown
# Title
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00.000000+00:00",
  "pypackage": null, "parent": null, "user_handle": null, "user_id": null, "user_name": null}}
`,
      },
    ],
  },
  check: ({ metadata }) =>
    Object.hasOwn(metadata, 'nbproject')
      ? []
      : [
          {
            message: 'The notebook has no nbproject record: no id, no version. Initialize it to publish and trace it.',
            place: inNotebook(['metadata'], 'key'),
          },
        ],
  fixes: (_, __, context) => [initialize(context)],
};

/** Also what the command `nbproject.initialize` does. */
export function initialize({ now, author }: FixContext): Fix {
  const value = newRecord(now(), author);
  return {
    title: 'Initialize the notebook',
    edits: [{ kind: 'setMetadata', path: ['nbproject'], value }],
    safe: false,
  };
}

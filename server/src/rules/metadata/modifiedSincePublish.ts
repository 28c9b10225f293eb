import { quoted } from '../../notebook/untrusted.ts';
import { recordOf, stateOf } from '../../record/index.ts';
import { inNotebook } from '../place.ts';
import type { Rule } from '../rule.ts';

export const modifiedSincePublish: Rule = {
  code: 'modified-since-publish',
  group: 'Metadata',
  severity: 'info',
  enabled: true,
  summary: 'The notebook is not what was published as this version.',
  documentation: {
    reports:
      'A notebook whose cells (their order, types and sources) differ from those of its last publish, by the hash in the record (`source_sha256`). Outputs and metadata do not count. A notebook that the Python package published has no hash, and is never reported.',
    why: 'Whoever has this version has another notebook under the same number. In an editor its action publishes again, under the version that you choose; `nbls publish` takes the next one.',
    examples: [
      {
        bad: `
--- code [1]
x = 2
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00+00:00",
  "source_sha256": "4342366a7e8b86906cec94e1fe58cdbbb1156a1954623bba9cb09b6edde2aa1f"}}
`,
        good: `
--- code [1]
x = 1
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00+00:00",
  "source_sha256": "4342366a7e8b86906cec94e1fe58cdbbb1156a1954623bba9cb09b6edde2aa1f"}}
`,
      },
    ],
  },
  check: (notebook) => {
    if (stateOf(notebook) !== 'modified') return [];
    const version = recordOf(notebook)?.version;
    const which = typeof version === 'string' && version !== '' ? `version ${quoted(version)}` : 'its version';
    const message = `The cells differ from what was published as ${which}. Publish again, under a new version.`;
    return [{ message, place: inNotebook(['metadata', 'nbproject', 'version']) }];
  },
};

import { recordProblems } from '../../record/recordProblems.ts';
import { inNotebook } from '../place.ts';
import type { Rule } from '../rule.ts';

export const invalidMetadata: Rule = {
  code: 'invalid-metadata',
  group: 'Metadata',
  severity: 'error',
  enabled: true,
  summary: 'A field of the record (`metadata.nbproject`) is missing, or has the wrong type or form.',
  documentation: {
    reports:
      'Each field of `metadata.nbproject` that nbproject could not read or would misread: a missing or malformed `id`, `version` or `time_init`, packages that are not names with versions, parents that are not ids. Fields that nbproject does not know are left alone.',
    why: 'nbproject stops with an error from its data model, and tools that follow ids do not find the notebook.',
    fix: 'Corrects the value where it can be told what was meant.',
    examples: [
      {
        bad: `
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": 1, "time_init": "2024-05-31T09:30:00+00:00"}}
`,
        good: `
--- metadata
{"nbproject": {"id": "a1B2c3D4e5F6", "version": "1", "time_init": "2024-05-31T09:30:00+00:00"}}
`,
      },
    ],
  },
  check: ({ metadata }) =>
    recordProblems(metadata).map(({ path, message }) => ({ message, place: inNotebook(['metadata', ...path]) })),
  fixSafety: 'partly safe',
  fixes: ({ metadata }, finding, { now }) => {
    const place = finding.place.kind === 'json' ? finding.place.path : [];
    const found = recordProblems(metadata).find(
      ({ path }) => JSON.stringify(['metadata', ...path]) === JSON.stringify(place),
    );
    const correction = found?.correction;
    if (!correction) return [];
    const { title, path, value, safe } = correction;
    return [{ title, edits: [{ kind: 'setMetadata', path, value: value(now()) }], safe }];
  },
};

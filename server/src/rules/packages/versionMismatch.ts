import { quoted, visible } from '../../notebook/untrusted.ts';
import { packageRows, recordOf } from '../../record/index.ts';
import { inNotebook } from '../place.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { ownEnvironment } from './trust.ts';

const path = ['metadata', 'nbproject', 'pypackage'] as const;

export const versionMismatch: Rule = {
  code: 'version-mismatch',
  group: 'Packages',
  severity: 'warning',
  enabled: true,
  summary: 'The recorded version of a package is not the installed one.',
  documentation: {
    reports:
      "Each package in the record whose version differs from the one installed in the notebook's environment, and how far the two are apart (PEP 440).",
    why: 'The results were made with another version than the one that would run now.',
    fix: 'Records the installed version. Not applied unasked: the record says what the results were made with.',
    examples: [
      {
        bad: `
--- code [ ]
import numpy
--- metadata
{"nbproject": {"id": "aBcD12345678", "version": "1", "time_init": "2024-05-01T10:00:00+00:00", "pypackage": {"numpy": "1.0.0"}}}
`,
        good: `
--- code [ ]
import numpy
--- metadata
{"nbproject": {"id": "aBcD12345678", "version": "1", "time_init": "2024-05-01T10:00:00+00:00", "pypackage": {"numpy": "1.26.4"}}}
`,
      },
    ],
  },
  needs: ['environment'],
  check: (notebook, { environment }) =>
    ownEnvironment(environment)
      ? packageRows(recordOf(notebook), [], environment).flatMap(
          ({ name, recorded, installed, status, distance }): RuleFinding[] => {
            if (status !== 'differs' || recorded === null || installed === null) return [];
            const apart = distance === 'other' ? '' : `, a ${distance} step apart`;
            return [
              {
                message: `${quoted(name)} is recorded as ${quoted(recorded)}, installed is ${quoted(installed)}${apart}.`,
                place: inNotebook([...path, name]),
              },
            ];
          },
        )
      : [],
  fixes: (notebook, { place }, { environment }) => {
    const name = place.kind === 'json' ? place.path.at(-1) : undefined;
    const row = packageRows(recordOf(notebook), [], environment).find((one) => one.name === name);
    if (!row?.installed) return [];
    return [
      {
        title: `Record ${visible(`${row.name} ${row.installed}`, 120)}`,
        edits: [{ kind: 'setMetadata', path: ['nbproject', 'pypackage', row.name], value: row.installed }],
        safe: false,
      },
    ];
  },
};

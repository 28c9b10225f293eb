import { normalizedName } from '../../environment/index.ts';
import { gatheredList } from '../../incremental/gathered.ts';
import { remembered } from '../../incremental/remembered.ts';
import { quoted, visible } from '../../notebook/untrusted.ts';
import type { PythonCell } from '../../python/index.ts';
import {
  distributionsOf,
  type ImportedModule,
  importedModules,
  recordedPackages,
  recordOf,
} from '../../record/index.ts';
import { inNotebook } from '../place.ts';
import type { Rule } from '../rule.ts';

export const unusedPackage: Rule = {
  code: 'unused-package',
  group: 'Packages',
  severity: 'hint',
  enabled: true,
  summary: 'A recorded package that no cell imports.',
  documentation: {
    reports:
      'A package in `metadata.nbproject.pypackage` that no cell imports and that no `header(pypackage=…)` call asks for. Where a cell may import what cannot be seen, as after `%run` or with a syntax error, nothing is reported.',
    why: 'Whoever installs what the record lists installs more than is needed; often it is left over from an earlier version.',
    fix: 'Drops it from the record. Not applied unasked: it may be needed by something that is imported.',
    examples: [
      {
        bad: `
--- code [ ]
import numpy
--- metadata
{"nbproject": {"id": "aBcD12345678", "version": "1", "time_init": "2024-05-01T10:00:00+00:00", "pypackage": {"numpy": "1.26.4", "scipy": "1.0.0"}}}
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
  needs: ['program', 'environment'],
  check: (notebook, { program, environment }) => {
    if (!program || importsUnseen(program.python).length > 0) return [];
    const used = usedNames(importedModules(program, environment));
    const asked = new Set(askedFor(program.python).map(normalizedName));
    return recordedPackages(recordOf(notebook)).flatMap(([name]) => {
      const key = normalizedName(name);
      if (used.has(key) || asked.has(key)) return [];
      return [
        {
          message: `${quoted(name)} is recorded, but no cell imports it.`,
          place: inNotebook(['metadata', 'nbproject', 'pypackage', name], 'key'),
        },
      ];
    });
  },
  fixes: (_, { place }) => {
    const name = place.kind === 'json' ? place.path.at(-1) : undefined;
    if (typeof name !== 'string') return [];
    return [
      {
        title: `Drop ${visible(name, 80)} from the record`,
        edits: [{ kind: 'removeMetadata', path: ['nbproject', 'pypackage', name] }],
        safe: false,
      },
    ];
  },
};

const usedNames = remembered(
  (modules: readonly ImportedModule[]): ReadonlySet<string> =>
    new Set(
      modules.flatMap((module) =>
        [module.topLevel, ...distributionsOf(module).map(({ name }) => name)].map(normalizedName),
      ),
    ),
);

const importsUnseen = gatheredList((cell: PythonCell) =>
  cell.syntaxError !== null ||
  cell.imports.some(({ kind }) => kind === 'implied') ||
  cell.names.some(({ kind }) => kind === 'unknowable')
    ? [true]
    : [],
);

/** What `header(pypackage=["x"])` names: dependencies that no import shows. */
const askedFor = gatheredList(({ nbprojectCalls }: PythonCell) =>
  nbprojectCalls.flatMap(({ arguments: given }) =>
    given
      .filter(({ name }) => name === 'pypackage')
      .flatMap(({ value }) => (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')),
  ),
);

import type { JsonObject } from 'nbproject-protocol';
import { normalizedName } from '../../environment/index.ts';
import { remembered } from '../../incremental/remembered.ts';
import { visible } from '../../notebook/untrusted.ts';
import {
  allRecordedPackages,
  distributionsOf,
  type ImportedModule,
  importedModules,
  mostEntries,
  recordOf,
} from '../../record/index.ts';
import { inSource } from '../place.ts';
import type { Rule } from '../rule.ts';

export const unrecordedPackage: Rule = {
  code: 'unrecorded-package',
  group: 'Packages',
  severity: 'info',
  enabled: true,
  summary: 'An imported package that the record does not list.',
  documentation: {
    reports:
      'The first import of a package that `metadata.nbproject.pypackage` does not list. A notebook whose record lists no packages at all, because it was never published, is not reported.',
    why: 'Who receives the notebook learns from the record what it needs.',
    fix: 'Records the package with its installed version, or without one where it is not installed.',
    examples: [
      {
        bad: `
--- code [ ]
import numpy
--- metadata
{"nbproject": {"id": "aBcD12345678", "version": "1", "time_init": "2024-05-01T10:00:00+00:00", "pypackage": {}}}
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
  check: (notebook, { program, environment }) =>
    (program ? unrecorded(recordOf(notebook), importedModules(program, environment)) : []).map(
      ({ cell, import: one, topLevel }) => ({
        message: `Cell ${cell + 1}: \`${topLevel}\` is imported, but the record lists no package that brings it.`,
        place: inSource(cell, one.start, one.end),
      }),
    ),
  fixSafety: 'safe',
  fixes: (notebook, { place }, { program, environment }) => {
    const module = (program ? unrecorded(recordOf(notebook), importedModules(program, environment)) : []).find(
      ({ cell, import: one }) => place.kind === 'source' && place.cell === cell && place.start === one.start,
    );
    if (!module) return [];
    return distributionsOf(module)
      .slice(0, 1)
      .map(({ name, version = '' }) => ({
        title: `Record ${visible(`${name} ${version}`, 120)}`,
        edits: [{ kind: 'setMetadata', path: ['nbproject', 'pypackage', name], value: version } as const],
        safe: true,
      }));
  },
};

const unrecorded = remembered(
  (record: JsonObject | undefined, modules: readonly ImportedModule[]): readonly ImportedModule[] => {
    const { pypackage } = record ?? {};
    if (typeof pypackage !== 'object' || pypackage === null || Array.isArray(pypackage)) return [];
    const recorded = allRecordedPackages(record);
    // Which others it has is not looked at.
    if (recorded.length > mostEntries) return [];
    const listed = new Set(recorded.map(([name]) => normalizedName(name)));
    const seen = new Set<string>();
    return modules.filter((module) => {
      if (seen.has(module.topLevel) || module.provider?.kind === 'loose') return false;
      seen.add(module.topLevel);
      const names = [module.topLevel, ...distributionsOf(module).map(({ name }) => name)];
      return !names.some((name) => listed.has(normalizedName(name)));
    });
  },
);

import type { PackageRow } from 'nbproject-protocol';
import { findDistribution, normalizedName } from '../environment/index.ts';
import type { View } from '../notebook/index.ts';
import {
  allRecordedPackages,
  comparedVersions,
  distributionsOf,
  type ImportedModule,
  importedModules,
  recordOf,
} from '../record/index.ts';
import type { Surroundings } from '../rules/index.ts';

/** One package behind an import: what is recorded of it beside what is installed. */
export interface ImportedPackage extends PackageRow {
  readonly module: ImportedModule;
}

/** The packages behind the imports of a notebook, in order; of a namespace that several share, each. */
export function importedPackages(view: View, { program, environment }: Surroundings): readonly ImportedPackage[] {
  if (!program) return [];
  const recorded = new Map(
    allRecordedPackages(recordOf(view.notebook)).map(([name, version]) => [normalizedName(name), version]),
  );
  const packages = environment?.answer.environment?.packages;
  return importedModules(program, environment).flatMap((module) =>
    module.provider?.kind === 'loose'
      ? []
      : distributionsOf(module).map(({ name, version }): ImportedPackage => {
          const installed = module.provider?.kind === 'installed' ? (version ?? '') : null;
          const found = installed ?? (packages ? (findDistribution(packages, name)?.version ?? null) : undefined);
          const known = recorded.get(normalizedName(name)) ?? recorded.get(normalizedName(module.topLevel)) ?? null;
          return { module, ...comparedVersions(name, known, found) };
        }),
  );
}

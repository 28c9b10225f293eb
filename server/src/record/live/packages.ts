import type { JsonObject, PackageRow } from 'nbproject-protocol';
import {
  type EnvironmentAnswer,
  findDistribution,
  findProvider,
  normalizedName,
  type Provider,
} from '../../environment/index.ts';
import { remembered } from '../../incremental/remembered.ts';
import { type Import, isStandardLibrary, topLevelName } from '../../python/index.ts';
import { mostEntries } from '../record.ts';
import { comparedVersions } from './comparedVersions.ts';
import { type Program, programList } from './program.ts';

/** Where a notebook runs, as far as it can be read from the disk. */
export interface LiveEnvironment {
  readonly answer: EnvironmentAnswer;
  /** Modules that lie beside the notebook: they are imported from there. */
  readonly localModules: ReadonlySet<string>;
}

/** A module of someone else's that a cell imports. */
export interface ImportedModule {
  readonly import: Import;
  /** The cell's index in the notebook. */
  readonly cell: number;
  readonly topLevel: string;
  /** What brings it; undefined where the environment is not known. */
  readonly provider: Provider | undefined;
}

/** Import statements and import calls of third-party modules, in order. Modules beside the notebook are its own. */
export function importedModules(program: Program, live: LiveEnvironment | undefined): readonly ImportedModule[] {
  return modulesOf(importsIn(program), live);
}

const importsIn = programList(
  ({ imports }) => imports.filter(({ kind }) => kind === 'statement' || kind === 'dynamic'),
  (one, cell) => ({ import: one, cell, topLevel: topLevelName(one) }),
);

const modulesOf = remembered(
  (imports: ReturnType<typeof importsIn>, live: LiveEnvironment | undefined): readonly ImportedModule[] => {
    const environment = live?.answer.environment;
    const version = pythonVersion(live);
    return imports
      .filter(({ topLevel }) => !isStandardLibrary(topLevel, version) && !live?.localModules.has(topLevel))
      .map((one) => ({ ...one, provider: environment && providerOf(environment.packages, one.import) }));
  },
);

/** The distributions that a module comes from, or would come from; its own name where nothing is known. */
export function distributionsOf({
  provider,
  topLevel,
}: ImportedModule): readonly { readonly name: string; readonly version: string | undefined }[] {
  switch (provider?.kind) {
    case 'installed':
      return provider.distributions.map(({ name, version }) => ({ name, version }));
    case 'missing':
      return [{ name: provider.distribution, version: undefined }];
    default:
      return [{ name: topLevel, version: undefined }];
  }
}

/** Each package that is recorded (of those the first {@link mostEntries}) or imported, by name: what the record says beside what is installed. */
export const packageRows = remembered(
  (
    record: JsonObject | undefined,
    modules: readonly ImportedModule[],
    live: LiveEnvironment | undefined,
  ): readonly PackageRow[] => {
    const packages = live?.answer.environment?.packages;
    const rows = new Map<string, PackageRow>();
    for (const [name, version] of recordedPackages(record)) {
      const found = packages && findDistribution(packages, name);
      rows.set(
        normalizedName(name),
        comparedVersions(name, version, packages ? (found?.version ?? (found ? '' : null)) : undefined),
      );
    }
    for (const module of modules) {
      // Importable without a distribution: a folder on the path, of which there is nothing to record.
      if (module.provider?.kind === 'loose') continue;
      for (const { name, version } of distributionsOf(module)) {
        const known = rows.get(normalizedName(name)) ?? rows.get(normalizedName(module.topLevel));
        if (known) continue;
        const installed =
          module.provider === undefined ? undefined : module.provider.kind === 'installed' ? (version ?? '') : null;
        rows.set(normalizedName(name), comparedVersions(name, null, installed));
      }
    }
    return [...rows.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  },
);

/** What a header says of a notebook's code: what it imports, and each package that is recorded or imported. */
export function liveCode(
  record: JsonObject | undefined,
  program: Program | undefined,
  live: LiveEnvironment | undefined,
): {
  readonly imports: readonly string[];
  readonly python: PackageRow | null;
  readonly packages: readonly PackageRow[];
} {
  return {
    python: pythonRow(record, program && live),
    imports: program?.imports(pythonVersion(live)).thirdParty ?? [],
    packages: packageRows(record, program ? importedModules(program, live) : none, live),
  };
}

const none: readonly ImportedModule[] = [];

function pythonRow(record: JsonObject | undefined, live: LiveEnvironment | undefined): PackageRow | null {
  const recorded = typeof record?.python === 'string' && record.python !== '' ? record.python : null;
  const installed = live?.answer.environment?.interpreter.version?.text;
  return recorded === null && installed === undefined ? null : comparedVersions('Python', recorded, installed);
}

/** Recorded names with their versions; the empty string for one that is not known. The first {@link mostEntries} of them. */
export function recordedPackages(record: JsonObject | undefined): ReturnType<typeof allRecordedPackages> {
  return allRecordedPackages(record).slice(0, mostEntries);
}

/** All of them, for who writes them elsewhere, or asks for some by name. */
export const allRecordedPackages = remembered(
  (record: JsonObject | undefined): readonly (readonly [name: string, version: string])[] => {
    const recorded = record?.pypackage;
    if (typeof recorded !== 'object' || recorded === null || Array.isArray(recorded)) return [];
    return Object.entries(recorded).map(([name, version]) => [name, typeof version === 'string' ? version : '']);
  },
);

/** `3.11`, or undefined where it cannot be read. */
function pythonVersion(live: LiveEnvironment | undefined): string | undefined {
  const version = live?.answer.environment?.interpreter.version;
  return version && `${version.major}.${version.minor}`;
}

/** `from google.cloud import storage` may import a module of that name: the longest that is installed tells. */
function providerOf(packages: Parameters<typeof findProvider>[0], { module, names }: Import): Provider {
  const path = module.split('.');
  const [first] = names;
  return findProvider(packages, first !== undefined && first !== '*' ? [...path, first] : path);
}

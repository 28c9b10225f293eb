import type { Distribution } from '../distributions/distribution.ts';
import type { ModuleNameOf } from './moduleName.ts';

/** What several distributions bring to one top-level name: `google.cloud.storage` this one, `google.auth` that one. */
export interface Portions {
  /** Dotted name of a package or module that one distribution brings → that distribution (or several that all bring it). */
  readonly owners: ReadonlyMap<string, readonly Distribution[]>;
  /** Dotted name of a package that is only a common root → every distribution below it. */
  readonly namespaces: ReadonlyMap<string, readonly Distribution[]>;
  /** Distributions whose files do not tell: they may bring anything below the name. */
  readonly open: readonly Distribution[];
}

export interface Claim {
  readonly distribution: Distribution;
  readonly files: readonly string[] | undefined;
}

/** Divides the top-level name among those that claim it, by the files that they installed. */
export function dividePortions(top: string, claims: readonly Claim[], moduleNameOf: ModuleNameOf): Portions {
  const modules = claims.map((claim) => modulesBelow(top, claim.files ?? [], moduleNameOf));
  const packageCounts = new Map<string, number>();
  for (const { packages } of modules) {
    for (const name of packages) packageCounts.set(name, (packageCounts.get(name) ?? 0) + 1);
  }
  const owners = new Map<string, Distribution[]>();
  const namespaces = new Map<string, Distribution[]>();
  const open: Distribution[] = [];
  for (const [index, { distribution }] of claims.entries()) {
    const { packages, all } = modules[index] ?? { packages: new Set<string>(), all: new Set<string>() };
    // A package that several install the __init__.py of is a namespace in the old style.
    const isOwn = (name: string) => packages.has(name) && packageCounts.get(name) === 1;
    const portions = new Set<string>();
    for (const name of all) {
      const portion = prefixesOf(name).find(isOwn) ?? (packages.has(name) ? undefined : name);
      if (portion !== undefined) portions.add(portion);
    }
    if (portions.size === 0) open.push(distribution);
    for (const portion of portions) {
      append(owners, portion, distribution);
      for (const above of prefixesOf(portion).slice(0, -1)) append(namespaces, above, distribution);
    }
  }
  for (const distribution of open) append(namespaces, top, distribution);
  return { owners, namespaces, open };
}

interface Modules {
  /** Dotted names of the folders with an `__init__`. */
  readonly packages: ReadonlySet<string>;
  /** Those and the modules in them. */
  readonly all: ReadonlySet<string>;
}

function modulesBelow(top: string, files: readonly string[], moduleNameOf: ModuleNameOf): Modules {
  const packages = new Set<string>();
  const all = new Set<string>();
  for (const file of files) {
    const start = file.startsWith('./') ? 2 : 0;
    if (!file.startsWith(top, start) || file.includes('__pycache__')) continue;
    const parts = file.slice(start).split('/');
    const module = moduleNameOf(parts.pop() ?? '');
    if (module === undefined || (parts[0] ?? module) !== top || parts.some((part) => part.includes('.'))) continue;
    const name = module === '__init__' ? parts.join('.') : [...parts, module].join('.');
    all.add(name);
    if (module === '__init__') packages.add(name);
  }
  return { packages, all };
}

/** "a", "a.b", "a.b.c" of "a.b.c". */
function prefixesOf(name: string): readonly string[] {
  const parts = name.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

function append(map: Map<string, Distribution[]>, name: string, distribution: Distribution): void {
  const list = map.get(name);
  if (!list) map.set(name, [distribution]);
  else if (!list.includes(distribution)) list.push(distribution);
}

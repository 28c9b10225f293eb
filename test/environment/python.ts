import { execFileSync } from 'node:child_process';
import { readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Environment } from '../../server/src/environment/index.ts';

/** The Pythons of this machine that importlib.metadata is compared with: the system's, PATH's and pyenv's. */
export function pythons(): readonly string[] {
  const candidates = ['/usr/bin/python3', ...pyenvPythons(), ...onPath()];
  const known = new Map<string, string>();
  for (const candidate of candidates) {
    const real = runs(candidate);
    if (real !== undefined && !known.has(real)) known.set(real, candidate);
  }
  return [...known.values()];
}

/** One Python that makes virtual environments with pip and setuptools in reach; undefined, with a printed reason, without. */
export function pythonWith(modules: readonly string[]): string | undefined {
  const found = pythons().find((python) => runs(python, `import ${['venv', ...modules].join(', ')}`) !== undefined);
  if (found === undefined) console.warn(`Skipped: no python3 here has ${modules.join(', ') || 'venv'}.`);
  return found;
}

/** Runs Python in an empty environment of variables, from the root folder, where no metadata lie. */
export function runPython(
  python: string,
  arguments_: readonly string[],
  variables: Record<string, string> = {},
): string {
  const environment = { PATH: '/usr/bin:/bin', HOME: '/nowhere/home', ...variables };
  return execFileSync(python, arguments_, {
    cwd: '/',
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** What an interpreter itself says of its environment. */
export interface Facts {
  readonly version: string;
  readonly prefix: string;
  readonly basePrefix: string;
  readonly path: readonly string[];
  readonly distributions: readonly (readonly [string, string])[];
  readonly packagesDistributions: Readonly<Record<string, readonly string[]>> | null;
}

const factsScript = `
import importlib.metadata as metadata, json, os, platform, sys
print(json.dumps({
  "version": platform.python_version(), "prefix": sys.prefix, "basePrefix": sys.base_prefix,
  "path": [entry for entry in sys.path if os.path.isdir(entry) and entry],
  "distributions": [[one.metadata["Name"], one.version] for one in metadata.distributions()],
  "packagesDistributions": metadata.packages_distributions() if hasattr(metadata, "packages_distributions") else None,
}))`;

export function askFacts(python: string, variables: Record<string, string> = {}): Facts {
  return JSON.parse(runPython(python, ['-c', factsScript], variables));
}

/** Everything that was read is what the interpreter says, in the same order. */
export function expectFacts(environment: Environment, facts: Facts): void {
  const { interpreter, packages } = environment;
  expect(interpreter.version?.text).toBe(facts.version);
  expect(interpreter.prefix).toBe(facts.prefix);
  expect(interpreter.basePrefix).toBe(facts.basePrefix);
  expect(packages.searchPath.folders).toEqual(facts.path);
  expect(packages.distributions.map((one) => [one.name, one.version])).toEqual(facts.distributions);
  const { packagesDistributions } = packages.imports;
  if (facts.packagesDistributions)
    expect(Object.fromEntries(packagesDistributions)).toEqual(facts.packagesDistributions);
}

function pyenvPythons(): readonly string[] {
  const versions = join(homedir(), '.pyenv', 'versions');
  try {
    return readdirSync(versions).map((name) => join(versions, name, 'bin', 'python'));
  } catch {
    return [];
  }
}

function onPath(): readonly string[] {
  try {
    return [execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim()];
  } catch {
    return [];
  }
}

/** The real path of an executable that has importlib.metadata and can do `statement`. */
function runs(python: string, statement = ''): string | undefined {
  try {
    runPython(python, ['-c', `import importlib.metadata\n${statement}`]);
    return realpathSync(python);
  } catch {
    return undefined;
  }
}

import { isUnchanged } from './fingerprint.ts';
import type { Interpreter } from './interpreter/interpreter.ts';
import { createInterpreterResolver } from './interpreter/resolveInterpreter.ts';
import type { InstalledKernel } from './locate/kernelspec.ts';
import { type Launch, launchOf } from './locate/launch.ts';
import { type EnvironmentQuery, type EnvironmentSource, locate } from './locate/locate.ts';
import type { Machine } from './machine.ts';
import { type Packages, readPackages } from './packages.ts';

/** The environment of a notebook: what would run it, and what is installed there. */
export interface Environment {
  readonly source: EnvironmentSource;
  /** Why this source applied, for a person. */
  readonly reason: string;
  readonly interpreter: Interpreter;
  readonly packages: Packages;
}

export interface EnvironmentAnswer {
  /** Undefined where no source applied: there is no Python that could be read. */
  readonly environment: Environment | undefined;
  /** The kernel of the query's name; undefined where it is not installed, or no name was asked for. */
  readonly kernel: InstalledKernel | undefined;
  /** What came first and did not apply, and why, for a person. */
  readonly passedOver: readonly string[];
}

/** Finds environments, and keeps what it has read of each until something changes there. */
export interface Environments {
  readonly find: (query: EnvironmentQuery) => Promise<EnvironmentAnswer>;
}

const environmentsLimit = 16;

export function createEnvironments(machine: Machine): Environments {
  const resolve = createInterpreterResolver(machine);
  const kept = new Map<string, Promise<Packages>>();

  const packagesOf = async (interpreter: Interpreter, launch: Launch): Promise<Packages> => {
    const key = JSON.stringify([interpreter, launch]);
    const earlier = kept.get(key);
    if (earlier && (await isUnchanged((await earlier).fingerprint))) return earlier;
    // Another caller may have begun to read while this one looked.
    const current = kept.get(key);
    if (current && current !== earlier) return current;
    const reading = readPackages(machine, interpreter, launch);
    kept.delete(key);
    kept.set(key, reading);
    for (const oldest of [...kept.keys()].slice(0, -environmentsLimit)) kept.delete(oldest);
    return reading;
  };

  return {
    find: async (query) => {
      const { located, kernel, passedOver } = await locate(machine, resolve, query);
      if (!located) return { environment: undefined, kernel, passedOver };
      const { source, reason, interpreter } = located;
      const launch = launchOf(machine, source === 'kernelspec' ? kernel : undefined);
      const packages = await packagesOf(interpreter, launch);
      return { environment: { source, reason, interpreter, packages }, kernel, passedOver };
    },
  };
}

import { isUnchanged } from './fingerprint.ts';
import type { Interpreter } from './interpreter/interpreter.ts';
import { createInterpreterResolver } from './interpreter/resolveInterpreter.ts';
import { findKernelOfEnvironment } from './kernelOfEnvironment.ts';
import type { InstalledKernel } from './locate/kernelspec.ts';
import { launchOf } from './locate/launch.ts';
import { type EnvironmentQuery, type EnvironmentSource, locate } from './locate/locate.ts';
import { type Look, lookAt, once } from './locate/look.ts';
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

/** In milliseconds: longer than it takes to open notebooks together, shorter than to make an environment. */
const lookServes = 1000;

/** Finds environments, and keeps what it has read of each. */
export interface Environments {
  /** The same query has the same answer, without a look at the disk, until {@link lookAgain}. */
  readonly find: (query: EnvironmentQuery) => Promise<EnvironmentAnswer>;
  /**
   * From now on, answers are looked for anew. What was read of an environment is still used where the modification times of
   * its folders say that nothing has changed; then it is the same object.
   */
  readonly lookAgain: () => void;
}

export function createEnvironments(machine: Machine): Environments {
  const resolve = createInterpreterResolver(machine);
  const readings = new Map<string, Promise<Packages>>();
  let look = lookAt(machine, resolve);
  let lookedAt = performance.now();
  let answers = new Map<string, Promise<EnvironmentAnswer>>();
  let looked = new Map<string, Promise<Packages>>();

  const find = async (query: EnvironmentQuery): Promise<EnvironmentAnswer> => {
    const { located, kernel, passedOver } = await locate(machine, currentLook(), query);
    if (!located) return { environment: undefined, kernel, passedOver };
    const { source, reason, interpreter } = located;
    const launch = launchOf(machine, source === 'kernelspec' ? kernel : undefined);
    const packages = await once(looked, JSON.stringify([interpreter, launch]), (key) =>
      renew(readings, key, () => readPackages(machine, interpreter, launch)),
    );
    const own = kernel ?? (await kernelOf(query, interpreter, packages));
    return { environment: { source, reason, interpreter, packages }, kernel: own, passedOver };
  };

  const kernelOf = async ({ kernelName }: EnvironmentQuery, interpreter: Interpreter, packages: Packages) =>
    kernelName === undefined ? undefined : findKernelOfEnvironment(currentLook(), kernelName, interpreter, packages);

  const currentLook = (): Look => {
    if (performance.now() - lookedAt > lookServes) lookAnew();
    return look;
  };

  const lookAnew = (): void => {
    look = lookAt(machine, resolve);
    lookedAt = performance.now();
  };

  return {
    find: (query) => once(answers, JSON.stringify(query), () => find(query)),
    lookAgain: () => {
      lookAnew();
      answers = new Map();
      looked = new Map();
    },
  };
}

const readingsLimit = 16;

/** What was read before, when nothing has changed since; else it is read anew. The latest used are kept. */
async function renew(
  readings: Map<string, Promise<Packages>>,
  key: string,
  read: () => Promise<Packages>,
): Promise<Packages> {
  const earlier = readings.get(key);
  const isCurrent = earlier !== undefined && (await isUnchanged((await earlier).fingerprint));
  const reading = isCurrent ? earlier : read();
  readings.delete(key);
  readings.set(key, reading);
  for (const oldest of [...readings.keys()].slice(0, -readingsLimit)) readings.delete(oldest);
  return reading;
}

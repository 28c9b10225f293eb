import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { minimumOf } from './measure.ts';
import { type Run, runNode } from './processes.ts';

/** Runs of programs over the same notebooks, taken in turn. */
export type Runs = ReadonlyMap<string, readonly Run[]>;

const nbls = path.resolve('server/bin/nbls.cjs');
const parser = path.resolve('test/bench/readAndParse.cjs');

export const reading = 'read and JSON.parse';
export const oneThread = 'nbls check --jobs 1';
export const allThreads = 'nbls check';
export const keeping = 'nbls check --jobs 1, and keeping it';
export const unchanged = 'nbls check --jobs 1, nothing changed';

/** What each of them is, by its name: the arguments of Node in front of the paths. */
const programs = {
  [reading]: [parser],
  [oneThread]: [nbls, 'check', '--quiet', '--no-cache', '--jobs', '1'],
  [allThreads]: [nbls, 'check', '--quiet', '--no-cache'],
  [keeping]: [nbls, 'check', '--quiet', '--jobs', '1'],
  // What came before it has kept its reports.
  [unchanged]: [nbls, 'check', '--quiet', '--jobs', '1'],
} as const;

/** Runs some of the programs above over the same files or folders, in this order; in each round nothing is kept at first. */
export async function measureChecks(
  paths: readonly string[],
  runs: number,
  names: readonly (keyof typeof programs)[] = [reading, oneThread, allThreads, keeping, unchanged],
): Promise<Runs> {
  const found = new Map<string, Run[]>();
  for (let run = 0; run < runs; run++) {
    const cache = mkdtempSync(path.join(tmpdir(), 'nbproject-bench-cache-'));
    for (const name of names)
      found.set(name, [
        ...(found.get(name) ?? []),
        await runNode([...programs[name], ...paths], { XDG_CACHE_HOME: cache }),
      ]);
    rmSync(cache, { recursive: true });
  }
  return found;
}

/** The least time of the processors that a program took. */
export function cpuOf(runs: Runs, name: string): number {
  return minimumOf((runs.get(name) ?? []).map(({ cpu }) => cpu));
}

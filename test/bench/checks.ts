import path from 'node:path';
import { type Run, runNode } from './processes.ts';

/** Runs of programs over the same notebooks, taken in turn. */
export type Runs = ReadonlyMap<string, readonly Run[]>;

const nbls = path.resolve('server/bin/nbls.cjs');
const parser = path.resolve('test/bench/readAndParse.cjs');

export const reading = 'read and JSON.parse';
export const oneThread = 'nbls check --jobs 1';
export const allThreads = 'nbls check';

/** Checks the same files or folders with one thread and with all, beside reading and parsing them. */
export async function measureChecks(paths: readonly string[], runs: number): Promise<Runs> {
  const all: readonly (readonly [string, readonly string[]])[] = [
    [reading, [parser, ...paths]],
    [oneThread, [nbls, 'check', '--quiet', '--jobs', '1', ...paths]],
    [allThreads, [nbls, 'check', '--quiet', ...paths]],
  ];
  const found = new Map<string, Run[]>();
  for (let run = 0; run < runs; run++) {
    for (const [name, args] of all) found.set(name, [...(found.get(name) ?? []), await runNode(args)]);
  }
  return found;
}

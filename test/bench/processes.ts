import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Usage } from './languageServer.ts';

/** What a run of a program took: milliseconds of the clock and of the processors, and the most bytes that it held. */
export interface Run {
  readonly time: number;
  readonly cpu: number;
  readonly mostResident: number;
}

/** Runs a program of Node to its end, with these variables too, whatever its exit code; what it prints is thrown away. */
export async function runNode(args: readonly string[], variables: NodeJS.ProcessEnv): Promise<Run> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nbproject-bench-run-'));
  const file = path.join(folder, 'usage.json');
  const env = { ...process.env, ...variables, NBPROJECT_BENCH_USAGE: file };
  const time = await timeOf(process.execPath, ['--require', path.resolve('test/bench/probe.cjs'), ...args], env);
  const { cpu, mostResident }: Usage = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  return { time, cpu, mostResident };
}

/** Milliseconds until a program has ended. Throws where it cannot be started. */
export async function timeOf(program: string, args: readonly string[], env = process.env): Promise<number> {
  const start = performance.now();
  const child = spawn(program, args, { stdio: 'ignore', env });
  await once(child, 'exit');
  return performance.now() - start;
}

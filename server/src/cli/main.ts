import { isMainThread, workerData } from 'node:worker_threads';
import { type IndexWorkerData, indexTask, readForMainThread } from '../project/index/index.ts';
import { isWorkerFor } from '../project/threads/workers.ts';
import { type CheckWorkerData, serveMainThread } from './check/worker.ts';
import { run } from './run.ts';

/** The command line as a process: `args` are those behind the program's name. */
export async function main(args: readonly string[]): Promise<void> {
  process.exitCode = await run(args);
}

// The bundle is one file, and so its own worker.
if (!isMainThread) {
  if (isWorkerFor<CheckWorkerData>('nbls check', workerData)) void serveMainThread(workerData);
  if (isWorkerFor<IndexWorkerData>(indexTask, workerData)) void readForMainThread(workerData);
}

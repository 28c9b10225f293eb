import { parentPort } from 'node:worker_threads';
import { takeFile } from '../../project/threads/fileQueue.ts';
import type { WorkerData } from '../../project/threads/workers.ts';
import { type CheckSettings, checkerFor } from './checkFile.ts';
import type { FileReport } from './report.ts';

/** What a worker is started with. */
export interface CheckWorkerData extends WorkerData {
  readonly task: 'nbls check';
  readonly settings: CheckSettings;
  readonly paths: readonly string[];
}

/** What a worker says of each file that it took. */
export interface WorkerReply {
  readonly index: number;
  readonly report: FileReport;
}

/** Checks files until none is left; the thread ends with that. */
export async function serveMainThread({ settings, paths, queue, thread }: CheckWorkerData): Promise<void> {
  const { checkFile } = checkerFor(settings);
  for (let index = takeFile(queue, thread); index !== undefined; index = takeFile(queue, thread)) {
    const report = await checkFile(paths[index] ?? '');
    parentPort?.postMessage({ index, report } satisfies WorkerReply);
  }
}

import { parentPort } from 'node:worker_threads';
import { type CheckSettings, checkerFor } from './checkFile.ts';
import { type FileQueue, takeFile } from './fileQueue.ts';
import type { FileReport } from './report.ts';

/** What a worker is started with. */
export interface WorkerData {
  readonly task: 'nbls check';
  readonly settings: CheckSettings;
  readonly paths: readonly string[];
  readonly queue: FileQueue;
  /** Its number in the queue. */
  readonly thread: number;
}

/** What a worker says of each file that it took. */
export interface WorkerReply {
  readonly index: number;
  readonly report: FileReport;
}

/** True in a worker that this program started: under a test runner the whole program may run in a thread of another kind. */
export function isWorkerData(data: unknown): data is WorkerData {
  return typeof data === 'object' && data !== null && 'task' in data && data.task === 'nbls check';
}

/** Checks files until none is left; the thread ends with that. */
export async function serveMainThread({ settings, paths, queue, thread }: WorkerData): Promise<void> {
  const { checkFile } = checkerFor(settings);
  for (let index = takeFile(queue, thread); index !== undefined; index = takeFile(queue, thread)) {
    const report = await checkFile(paths[index] ?? '');
    parentPort?.postMessage({ index, report } satisfies WorkerReply);
  }
}

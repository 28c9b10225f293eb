import { parentPort } from 'node:worker_threads';
import { type CheckSettings, checkerFor } from './checkFile.ts';
import type { FileReport } from './report.ts';

/** What a worker is started with. */
export interface WorkerData {
  readonly task: 'nbls check';
  readonly settings: CheckSettings;
}

/** To a worker: the path of a file. From it: the file's report; in the order of the paths. */
export type WorkerRequest = string;
export type WorkerReply = FileReport;

/** True in a worker that this program started: under a test runner the whole program may run in a thread of another kind. */
export function isWorkerData(data: unknown): data is WorkerData {
  return typeof data === 'object' && data !== null && 'task' in data && data.task === 'nbls check';
}

export function serveMainThread({ settings }: WorkerData): void {
  const { checkFile } = checkerFor(settings);
  parentPort?.on('message', (file: WorkerRequest) => parentPort?.postMessage(checkFile(file) satisfies WorkerReply));
}

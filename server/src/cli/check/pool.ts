import { Worker } from 'node:worker_threads';
import type { CheckSettings } from './checkFile.ts';
import { failedReport, internalError } from './report.ts';
import type { WorkerData, WorkerReply, WorkerRequest } from './worker.ts';

/** Gives the next file to check, or undefined when none is left. */
export type NextFile = () => { readonly index: number; readonly path: string } | undefined;

export interface Pool {
  /** Ends the workers, whatever they are doing. */
  close(): void;
}

/** So many files wait in a worker, so that it need not wait for the main thread. */
const ahead = 3;

/** Starts workers that take files until none is left. A worker that dies is replaced, and the file that it was at reported. */
export function startPool(
  size: number,
  settings: CheckSettings,
  nextFile: NextFile,
  onReport: (index: number, report: WorkerReply) => void,
): Pool {
  const workers = new Set<Worker>();
  let closed = false;

  const start = (given: readonly NonNullable<ReturnType<NextFile>>[]): void => {
    const worker = new Worker(__filename, { workerData: { task: 'nbls check', settings } satisfies WorkerData });
    const waiting = [...given];
    let death = 'it ended by itself';
    workers.add(worker);
    const give = (file: ReturnType<NextFile>) => {
      if (!file) return;
      waiting.push(file);
      worker.postMessage(file.path satisfies WorkerRequest);
    };
    for (const { path } of given) worker.postMessage(path satisfies WorkerRequest);
    while (waiting.length < ahead) {
      const file = nextFile();
      if (!file) break;
      give(file);
    }
    worker.on('message', (report: WorkerReply) => {
      const done = waiting.shift();
      give(nextFile());
      if (done) onReport(done.index, report);
    });
    worker.on('error', (error) => {
      death = error.message;
    });
    worker.on('exit', () => {
      workers.delete(worker);
      const [at, ...left] = waiting;
      if (closed || !at) return;
      onReport(at.index, failedReport(at.path, internalError, `The check failed, which is a bug of nbls: ${death}.`));
      start(left);
    });
  };

  for (let count = 0; count < size; count++) start([]);
  return {
    close: () => {
      closed = true;
      for (const worker of workers) void worker.terminate();
    },
  };
}

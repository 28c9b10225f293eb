import { Worker } from 'node:worker_threads';
import { filesLeft, filesTakenBy } from './fileQueue.ts';
import type { FileReport } from './report.ts';
import type { WorkerData, WorkerReply } from './worker.ts';

/** What becomes of the files that workers take. */
export interface WorkerEvents {
  readonly onReport: (index: number, report: FileReport) => void;
  /** A worker died: at the last of the files that it took, with no word of some before. */
  readonly onDeath: (taken: readonly number[], reason: string) => void;
}

/** Starts workers that take files from the queue until none is left; one that dies is replaced. Gives what ends them all at once. */
export function startWorkers(
  count: number,
  program: string,
  data: Omit<WorkerData, 'task' | 'thread'>,
  { onReport, onDeath }: WorkerEvents,
): () => void {
  const running = new Set<Worker>();
  let thread = 1;
  let ended = false;

  const start = (): void => {
    const workerData: WorkerData = { ...data, task: 'nbls check', thread: ++thread };
    const worker = new Worker(program, { workerData });
    let reason: string | undefined;
    running.add(worker);
    worker.on('message', ({ index, report }: WorkerReply) => onReport(index, report));
    worker.on('error', (error) => {
      reason = error.message;
    });
    worker.on('exit', (code) => {
      running.delete(worker);
      if (ended || (code === 0 && reason === undefined)) return;
      const taken = filesTakenBy(data.queue, workerData.thread);
      onDeath(taken, reason ?? `its thread ended with code ${code}`);
      // One that dies before its first file would die again.
      if (taken.length > 0 && filesLeft(data.queue) > 0) start();
    });
  };

  for (let started = 0; started < count; started++) start();
  return () => {
    ended = true;
    for (const worker of running) void worker.terminate();
  };
}

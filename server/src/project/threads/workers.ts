import { Worker } from 'node:worker_threads';
import { type FileQueue, filesLeft, filesTakenBy } from './fileQueue.ts';

/** What workers are started with, besides what their task needs. Their bundle is the program itself, which tells them by the task from its main thread. */
export interface WorkerData {
  readonly task: string;
  readonly queue: FileQueue;
  /** The worker's number in the queue. */
  readonly thread: number;
}

/** What becomes of the files that workers take. */
export interface WorkerEvents<Message> {
  /** `worker` is the one that sent it. */
  readonly onMessage: (message: Message, worker: Worker) => void;
  /** A worker has ended. Where there was no word of a file that it took, it died of the last of these, for this reason. */
  readonly onEnd: (taken: readonly number[], reason: string) => void;
}

export interface Workers {
  /** How many are at work. */
  readonly count: () => number;
  /** Ends them all at once, wherever they are. */
  readonly end: () => void;
}

/** True in a worker that this program started for a task: under a test runner the whole program may run in a thread of another kind. */
export function isWorkerFor<Data extends WorkerData>(task: Data['task'], data: unknown): data is Data {
  return typeof data === 'object' && data !== null && 'task' in data && data.task === task;
}

/** Starts workers that take files from the queue until none is left; one that dies is replaced. */
export function startWorkers<Message>(
  count: number,
  program: string,
  data: Omit<WorkerData, 'thread'>,
  { onMessage, onEnd }: WorkerEvents<Message>,
): Workers {
  const running = new Set<Worker>();
  let thread = 1;
  let ended = false;

  const start = (): void => {
    const workerData: WorkerData = { ...data, thread: ++thread };
    const worker = new Worker(program, { workerData });
    let reason: string | undefined;
    running.add(worker);
    worker.on('message', (message: Message) => onMessage(message, worker));
    worker.on('error', (error) => {
      reason = error.message;
    });
    worker.on('exit', (code) => {
      running.delete(worker);
      if (ended) return;
      const taken = filesTakenBy(data.queue, workerData.thread);
      const died = code !== 0 || reason !== undefined;
      // One that dies before its first file would die again.
      if (died && taken.length > 0 && filesLeft(data.queue) > 0) start();
      onEnd(taken, reason ?? `its thread ended with code ${code}`);
    });
  };

  for (let started = 0; started < count; started++) start();
  return {
    count: () => running.size,
    end: () => {
      ended = true;
      for (const worker of running) void worker.terminate();
    },
  };
}

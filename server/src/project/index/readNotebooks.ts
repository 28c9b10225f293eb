import { setImmediate } from 'node:timers/promises';
import { loadPython } from '../../python/index.ts';
import { createFileQueue, takeFile } from '../threads/fileQueue.ts';
import { startWorkers } from '../threads/workers.ts';
import { type IndexedNotebook, readIndexed } from './indexedNotebook.ts';
import { type IndexWorkerData, type IndexWorkerReply, indexTask } from './worker.ts';

/** How reading uses the machine. */
export interface ReadingThreads {
  /** How many workers read; 0 where this thread reads alone. */
  readonly workers: number;
  /** The file that a worker runs. */
  readonly program: string;
  /** `waits` where this thread has others to answer, and leaves reading to the workers. */
  readonly mainThread: 'reads' | 'waits';
}

/** The main thread's number in the queue. */
const mainThread = 1;

/** So long this thread reads before it lets others have their turn. In milliseconds. */
const slice = 8;

/**
 * Reads notebooks, in any order; `onRead` is told of each, with a sentence where it cannot be read. Ends early when `signal` is aborted. What a worker
 * leaves behind that dies or does not start, this thread reads.
 */
export async function readNotebooks(
  files: readonly string[],
  threads: ReadingThreads,
  onRead: (file: string, read: IndexedNotebook | string) => void,
  signal: AbortSignal,
): Promise<void> {
  const queue = createFileQueue(files.length);
  const open = new Set(files.keys());
  const again: number[] = [];
  let wake = () => {};
  const done = (index: number, read: IndexedNotebook | string) => {
    if (!open.delete(index)) return;
    onRead(files[index] ?? '', read);
    wake();
  };
  const onEnd = (taken: readonly number[], reason: string) => {
    const left = taken.filter((index) => open.has(index));
    const last = left.pop();
    again.push(...left);
    if (last !== undefined) done(last, `The file could not be read, which is a bug of nbproject: ${reason}.`);
    wake();
  };
  const onMessage = ({ index, read }: IndexWorkerReply) => done(index, read);
  const data: Omit<IndexWorkerData, 'thread'> = { task: indexTask, queue, files };
  const workers = startWorkers(Math.min(threads.workers, files.length), threads.program, data, { onMessage, onEnd });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  const takesPart = () => threads.mainThread === 'reads' || workers.count() === 0;
  let pause = performance.now() + slice;
  try {
    while (open.size > 0 && !signal.aborted) {
      const mine = again.shift() ?? (takesPart() ? takeFile(queue, mainThread) : undefined);
      if (mine === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      // Without the grammar, which only a broken installation lacks, files are not known.
      const python = await loadPython().catch(() => undefined);
      done(mine, readIndexed(files[mine] ?? '', python));
      if (performance.now() < pause) continue;
      await setImmediate();
      pause = performance.now() + slice;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    workers.end();
  }
}

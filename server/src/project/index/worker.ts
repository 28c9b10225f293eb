import { parentPort } from 'node:worker_threads';
import { loadPython } from '../../python/index.ts';
import { takeFile } from '../threads/fileQueue.ts';
import type { WorkerData } from '../threads/workers.ts';
import { type IndexedNotebook, readIndexed } from './indexedNotebook.ts';

export const indexTask = 'nbproject index';

/** What a worker is started with. */
export interface IndexWorkerData extends WorkerData {
  readonly task: typeof indexTask;
  readonly files: readonly string[];
}

/** What a worker says of each file that it took. */
export interface IndexWorkerReply {
  readonly index: number;
  readonly read: IndexedNotebook | string;
}

/** Reads notebooks until none is left; the thread ends with that. */
export async function readForMainThread({ files, queue, thread }: IndexWorkerData): Promise<void> {
  const python = await loadPython().catch(() => undefined);
  for (let index = takeFile(queue, thread); index !== undefined; index = takeFile(queue, thread)) {
    parentPort?.postMessage({ index, read: readIndexed(files[index] ?? '', python) } satisfies IndexWorkerReply);
  }
}

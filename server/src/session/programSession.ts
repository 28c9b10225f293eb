import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, workerData } from 'node:worker_threads';
import { thisMachine } from '../environment/index.ts';
import { cacheFolder } from '../project/cache/index.ts';
import { type IndexWorkerData, indexTask, type ReadingThreads, readForMainThread } from '../project/index/index.ts';
import { isWorkerFor } from '../project/threads/workers.ts';
import { sessionOpener } from './openSession.ts';

declare const __VERSION__: string;

/** Opens the session of the program, all of which that is not needed to answer `initialize` is behind this door. */
export const openProgramSession = sessionOpener({
  pageOf: pageAddress(),
  index: { version: __VERSION__, cacheFolder: cacheFolder(thisMachine()), threads: readingThreads() },
});

/** One processor is left to who edits. The bundle is one file, and so its own worker. */
function readingThreads(): ReadingThreads {
  const workers = Math.min(4, Math.max(1, availableParallelism() - 1));
  return { workers, program: __filename, mainThread: 'waits' };
}

/** Rule pages lie beside the bundle. */
function pageAddress(): ((code: string) => string) | undefined {
  const folder = path.join(__dirname, 'rules');
  if (!existsSync(folder)) return undefined;
  return (code) => pathToFileURL(path.join(folder, `${code}.md`)).href;
}

if (!isMainThread && isWorkerFor<IndexWorkerData>(indexTask, workerData)) void readForMainThread(workerData);

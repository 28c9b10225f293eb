import { parentPort, type Worker } from 'node:worker_threads';
import { type Lineage, lineageOf, type NotebookSummary } from '../../lineage/index.ts';
import { takeFile } from '../../project/threads/fileQueue.ts';
import type { WorkerData } from '../../project/threads/workers.ts';
import type { LineageOf } from '../lineage/lineages.ts';
import type { FileReport } from '../report/fileReport.ts';
import { type CheckSettings, checkerFor } from './checkFile.ts';

/** What a worker is started with. */
export interface CheckWorkerData extends WorkerData {
  readonly task: 'nbls check';
  readonly settings: CheckSettings;
  readonly paths: readonly string[];
}

/** What a worker says: the report of a file that it took, or that it needs the notebooks of a project. */
export type WorkerReply = { readonly index: number; readonly report: FileReport } | { readonly project: string };

/** The answer to a worker that needs the notebooks of a project. */
interface ProjectNotebooks {
  readonly notebooks: readonly NotebookSummary[] | undefined;
}

/** Checks files until none is left; the thread ends with that. */
export async function serveMainThread({ settings, paths, queue, thread }: CheckWorkerData): Promise<void> {
  const { checkFile } = checkerFor(settings, askForLineage());
  for (let index = takeFile(queue, thread); index !== undefined; index = takeFile(queue, thread)) {
    const report = await checkFile(paths[index] ?? '');
    parentPort?.postMessage({ index, report } satisfies WorkerReply);
  }
}

/** Each project is read once, by the main thread, however many threads need it. */
function askForLineage(): LineageOf {
  const known = new Map<string, Promise<Lineage | undefined>>();
  return (project) => {
    const asked =
      known.get(project) ??
      new Promise<Lineage | undefined>((resolve) => {
        // A worker has one question open at a time.
        parentPort?.once('message', ({ notebooks }: ProjectNotebooks) => resolve(notebooks && lineageOf(notebooks)));
        parentPort?.postMessage({ project } satisfies WorkerReply);
      });
    known.set(project, asked);
    return asked;
  };
}

/** The main thread's answer. */
export async function tellLineage(
  { project }: { readonly project: string },
  worker: Worker,
  readLineage: LineageOf,
): Promise<void> {
  const lineage = await readLineage(project);
  worker.postMessage({ notebooks: lineage?.notebooks } satisfies ProjectNotebooks);
}

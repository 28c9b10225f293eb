import { setImmediate } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { createFileQueue, filesLeft, takeFile } from '../../project/threads/fileQueue.ts';
import { startWorkers, type Workers } from '../../project/threads/workers.ts';
import type { LineageOf } from '../lineage/lineages.ts';
import { type FileReport, failedReport, internalError } from '../report/fileReport.ts';
import { type CheckSettings, checkerFor } from './checkFile.ts';
import { type CheckWorkerData, tellLineage, type WorkerReply } from './worker.ts';

/** How a run uses the machine. */
export interface Threads {
  /** How many work at a time, the main one among them. */
  readonly count: number;
  /** The file that a worker runs. */
  readonly program: string;
}

/** The main thread's number in the queue. */
const mainThread = 1;

/**
 * A worker has to load the program and to warm up: others are started only after so long, and when so much seems to be left that they
 * will be of use. In milliseconds.
 */
const aloneFor = 100;
const worthHelp = 300;

/** Checks what is no file. `print` takes what fixes make of it, or what it was, where that is to be printed. */
export async function* checkOne(
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
  settings: CheckSettings,
  lineageOf: LineageOf,
  print: (content: string | Buffer) => Promise<void>,
): AsyncGenerator<FileReport> {
  const report = await checkerFor(settings, lineageOf).checkBytes(name, bytes);
  if (settings.fixing?.outcome === 'print') await print(report.content ?? bytes);
  yield report;
}

/**
 * Checks files and gives their reports in the order of the files, each as soon as those before it are done. `onChecked` is told of each file
 * as it is done; `interrupted` ends all.
 */
export async function* checkFiles(
  paths: readonly string[],
  settings: CheckSettings,
  lineageOf: LineageOf,
  threads: Threads,
  onChecked: () => void,
  interrupted: AbortSignal,
): AsyncGenerator<FileReport> {
  const { checkFile } = checkerFor(settings, lineageOf);
  const queue = createFileQueue(paths.length);
  const reports = new Map<number, FileReport>();
  const again: number[] = [];
  let given = 0;
  let wake = () => {};
  const done = (index: number, report: FileReport) => {
    reports.set(index, report);
    onChecked();
    wake();
  };
  const onEnd = (taken: readonly number[], reason: string) => {
    const open = taken.filter((index) => index >= given && !reports.has(index));
    const last = open.pop();
    if (last === undefined) return;
    again.push(...open);
    const message = `The check failed, which is a bug of nbls: ${reason}.`;
    done(last, failedReport(paths[last] ?? '', internalError, message));
  };
  const onMessage = (message: WorkerReply, worker: Worker) => {
    if ('report' in message) done(message.index, message.report);
    else void tellLineage(message, worker, lineageOf);
  };
  interrupted.addEventListener('abort', () => wake());

  const begin = performance.now();
  let workers: Workers | undefined;
  try {
    while (given < paths.length && !interrupted.aborted) {
      const report = reports.get(given);
      if (report) {
        reports.delete(given++);
        yield report;
        continue;
      }
      const mine = again.shift() ?? takeFile(queue, mainThread);
      if (mine === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      done(mine, await checkFile(paths[mine] ?? ''));
      const helpers = workers ? 0 : Math.min(threads.count - 1, filesLeft(queue) - 1);
      if (helpers > 0 && isWorthHelp(performance.now() - begin, mine + 1, paths.length)) {
        const data: Omit<CheckWorkerData, 'thread'> = { task: 'nbls check', settings, paths, queue };
        workers = startWorkers(helpers, threads.program, data, { onMessage, onEnd });
      }
      // Lets a signal, a timer and the workers' reports get through.
      await setImmediate();
    }
  } finally {
    workers?.end();
  }
}

function isWorthHelp(elapsed: number, done: number, files: number): boolean {
  return elapsed > aloneFor && (elapsed / done) * (files - done) > worthHelp;
}

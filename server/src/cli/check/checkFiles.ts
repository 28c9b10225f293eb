import { setImmediate } from 'node:timers/promises';
import { type CheckSettings, checkerFor } from './checkFile.ts';
import { startPool } from './pool.ts';
import type { FileReport } from './report.ts';

/** How long one thread works alone, in milliseconds: about what the start of another costs. */
const aloneFor = 80;

/** Checks what is no file. */
export async function* checkOne(
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
  settings: CheckSettings,
): AsyncGenerator<FileReport> {
  yield checkerFor(settings).checkBytes(name, bytes);
}

/**
 * Checks files and gives their reports in the order of the files, each as soon as those before it are done. Begins on this thread; what takes
 * longer than a moment goes to `jobs` workers. `onChecked` is told of each file as it is done; `interrupted` ends all.
 */
export async function* checkFiles(
  paths: readonly string[],
  settings: CheckSettings,
  jobs: number,
  onChecked: () => void,
  interrupted: AbortSignal,
): AsyncGenerator<FileReport> {
  const checker = checkerFor(settings);
  const start = performance.now();
  let next = 0;
  for (const path of paths) {
    if (interrupted.aborted) return;
    const left = paths.length - next;
    if (jobs > 1 && left > 1 && performance.now() - start > aloneFor) break;
    next++;
    const report = checker.checkFile(path);
    onChecked();
    yield report;
    // Lets a signal, a timer and what was written get through.
    await setImmediate();
  }
  if (next < paths.length) yield* checkOnWorkers(paths, next, settings, jobs, onChecked, interrupted);
}

async function* checkOnWorkers(
  paths: readonly string[],
  first: number,
  settings: CheckSettings,
  jobs: number,
  onChecked: () => void,
  interrupted: AbortSignal,
): AsyncGenerator<FileReport> {
  const done = new Map<number, FileReport>();
  let wake = () => {};
  let handedOut = first;
  const nextFile = () => {
    const path = paths[handedOut];
    return path === undefined ? undefined : { index: handedOut++, path };
  };
  const pool = startPool(Math.min(jobs, paths.length - first), settings, nextFile, (index, report) => {
    done.set(index, report);
    onChecked();
    wake();
  });
  interrupted.addEventListener('abort', () => wake());
  try {
    for (let index = first; index < paths.length; index++) {
      let report = done.get(index);
      while (!report && !interrupted.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        report = done.get(index);
      }
      if (!report || interrupted.aborted) return;
      done.delete(index);
      yield report;
    }
  } finally {
    pool.close();
  }
}

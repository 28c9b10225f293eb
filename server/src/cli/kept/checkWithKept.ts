import { setImmediate } from 'node:timers/promises';
import type { FileReport } from '../report/fileReport.ts';
import type { KeptReports } from './keptReports.ts';

/** In milliseconds. */
const slice = 8;

/**
 * Gives the reports of files in their order: those that are kept, and of the others what `check` gives, whose reports are kept in turn. `onFound`
 * is told of each that need not be checked; `interrupted` ends all.
 */
export async function* checkWithKept(
  paths: readonly string[],
  kept: KeptReports,
  check: (paths: readonly string[]) => AsyncGenerator<FileReport>,
  onFound: () => void,
  interrupted: AbortSignal,
): AsyncGenerator<FileReport> {
  const known = new Map<string, FileReport>();
  let pause = 0;
  for (const file of paths) {
    if (interrupted.aborted) return;
    const report = await kept.find(file);
    if (report) {
      known.set(file, report);
      onFound();
    }
    if (performance.now() < pause) continue;
    // Lets a signal and a timer get through.
    await setImmediate();
    pause = performance.now() + slice;
  }
  const checked = check(paths.filter((file) => !known.has(file)));
  try {
    for (const file of paths) {
      const found = known.get(file);
      if (found) {
        yield found;
        continue;
      }
      const next = await checked.next();
      if (next.done) return;
      await kept.add(next.value);
      yield next.value;
    }
  } finally {
    await checked.return(undefined);
    await kept.save();
  }
}

import { checkWithKept } from '../kept/checkWithKept.ts';
import { keptReports } from '../kept/keptReports.ts';
import { programDigest } from '../kept/programDigest.ts';
import type { LineageOf } from '../lineage/lineages.ts';
import type { FileReport } from '../report/fileReport.ts';
import type { CheckSettings } from './checkFile.ts';
import { checkFiles, type Threads } from './checkFiles.ts';

/** Gives what {@link checkFiles} gives, and checks only those files whose reports are not in the folder of what is kept. */
export function checkChanged(
  paths: readonly string[],
  settings: CheckSettings,
  lineageOf: LineageOf,
  threads: Threads,
  keptIn: string,
  onChecked: () => void,
  interrupted: AbortSignal,
): AsyncGenerator<FileReport> {
  const kept = keptReports(keptIn, programDigest(threads.program), settings, lineageOf);
  const check = (files: readonly string[]) =>
    checkFiles(files, { ...settings, basis: 'said' }, lineageOf, threads, onChecked, interrupted);
  return checkWithKept(paths, kept, check, onChecked, interrupted);
}

import path from 'node:path';
import { checkFiles } from '../../../server/src/cli/check/checkFiles.ts';
import { configuredRun } from '../../../server/src/cli/configuration/configuredRun.ts';
import { checkWithKept } from '../../../server/src/cli/kept/checkWithKept.ts';
import { keptReports } from '../../../server/src/cli/kept/keptReports.ts';
import { lineages } from '../../../server/src/cli/lineage/lineages.ts';
import type { FileReport, ReportDetail } from '../../../server/src/cli/report/fileReport.ts';
import { createConfigurations, noOwnSettings } from '../../../server/src/project/configuration/index.ts';
import { findNotebooks } from '../../../server/src/project/find/index.ts';

/** How a folder is checked, where it is not as usual. */
export interface Manner {
  readonly detail?: ReportDetail;
  readonly select?: readonly string[];
  readonly program?: string;
  /** What of the folder is named. */
  readonly named?: readonly string[];
}

export interface Checked {
  /** What was found, without what it rests on. */
  readonly reports: readonly FileReport[];
  /** The names of the notebooks that had to be checked. */
  readonly anew: readonly string[];
}

/** Checks a folder as `nbls check` does, with what `cache` keeps of earlier runs; with none, as `--no-cache` does. */
export async function check(folder: string, cache: string | undefined, manner: Manner = {}): Promise<Checked> {
  const { detail = { frames: true, fixes: true }, select, program = '1', named = ['.'] } = manner;
  const { nearest } = createConfigurations({ home: '/nowhere/home', openText: () => undefined });
  const { paths } = await findNotebooks(
    named.map((name) => path.join(folder, name)),
    folder,
    () => false,
  );
  const run = configuredRun(paths, nearest, { ...noOwnSettings, only: select }, [folder]);
  const lineageOf = lineages(nearest, 0, cache);
  const settings = { run, detail, fixing: undefined, basis: cache === undefined ? 'left out' : 'said' } as const;
  const anew: string[] = [];
  const never = new AbortController().signal;
  const threads = { count: 1, program: '' };
  const checkAnew = (files: readonly string[]) => {
    anew.push(...files.map((file) => path.relative(folder, file)));
    return checkFiles(files, settings, lineageOf, threads, () => {}, never);
  };
  const all =
    cache === undefined
      ? checkAnew(paths)
      : checkWithKept(
          paths,
          keptReports(path.join(cache, 'check'), program, settings, lineageOf),
          checkAnew,
          () => {},
          never,
        );
  const reports: FileReport[] = [];
  for await (const { basis, ...report } of all) reports.push(report);
  return { reports, anew };
}

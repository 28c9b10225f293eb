import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { remembered } from '../../incremental/remembered.ts';
import { forget, keptText } from '../../project/cache/index.ts';
import { readSource } from '../../project/files/readSource.ts';
import type { Author } from '../../record/index.ts';
import type { Selection } from '../../rules/index.ts';
import { createOutside } from '../analysis/outside.ts';
import { type ConfiguredRun, runSettings } from '../configuration/configuredRun.ts';
import type { LineageOf } from '../lineage/lineages.ts';
import type { FileReport, ReportDetail } from '../report/fileReport.ts';
import { digest } from './digest.ts';
import { readRow, rowOf } from './reportRow.ts';
import { keyOf, readShelf, type Shelf, shelfText } from './shelf.ts';
import { isAsBefore } from './watch.ts';

/** The reports of earlier runs. */
export interface KeptReports {
  /** The report that a file would have if it were checked now; undefined where only that tells. */
  readonly find: (file: string) => Promise<FileReport | undefined>;
  /** Has a report in place of the one that the file had, where it says what it rests on. */
  readonly add: (report: FileReport) => Promise<void>;
  /** Keeps what was added for the next run. What cannot be written is no loss to this one. */
  readonly save: () => Promise<void>;
}

/**
 * Those under these settings, with a text for each folder of notebooks in `folder`. `program` stands for all that makes reports: what another
 * has made is not used.
 */
export function keptReports(
  folder: string,
  program: string,
  { run, detail }: { readonly run: ConfiguredRun; readonly detail: ReportDetail },
  lineageOf: LineageOf,
): KeptReports {
  const settings = runSettings(run);
  const outside = createOutside(lineageOf);
  const shelves = new Map<string, Promise<Shelf>>();
  const changed = new Map<string, Shelf>();

  const textIn = (notebooks: string) => keptText(folder, notebooks, `nbproject check 1 ${program}`);
  const shelfFor = (notebooks: string): Promise<Shelf> => {
    const load = async () => readShelf((await textIn(notebooks).load()) ?? '');
    const shelf = shelves.get(notebooks) ?? load();
    shelves.set(notebooks, shelf);
    return shelf;
  };
  const settingsDigest = remembered((selection: Selection, author: Author | undefined) => {
    const rules = selection.rules.map(({ rule: { code }, severity, options }) => [code, severity, options]);
    return digest(JSON.stringify([rules, selection.emptyFile, author, detail]));
  });
  const keyFor = async (absolute: string) =>
    keyOf(path.basename(absolute), settingsDigest(settings.selectionFor(absolute), await settings.authorFor(absolute)));

  return {
    find: async (file) => {
      const absolute = path.resolve(file);
      const shelf = await shelfFor(path.dirname(absolute));
      // At the first run there is nothing to look for.
      const row = shelf.size === 0 ? undefined : shelf.get(await keyFor(absolute));
      const kept = row === undefined ? undefined : readRow(row);
      if (!kept) return undefined;
      const source = readSource(file);
      if ('problem' in source || digest(source.bytes) !== kept.basis.content) return undefined;
      if (!(await isAsBefore(kept.basis, outside, absolute, settings))) return undefined;
      return { path: file, findings: kept.findings };
    },
    add: async ({ path: file, basis, findings }) => {
      if (!basis || findings.length > mostFindings) return;
      const absolute = path.resolve(file);
      const notebooks = path.dirname(absolute);
      const shelf = await shelfFor(notebooks);
      const key = await keyFor(absolute);
      shelf.delete(key);
      shelf.set(key, rowOf({ basis, findings }));
      changed.set(notebooks, shelf);
    },
    save: async () => {
      for (const [notebooks, shelf] of changed) {
        const names = new Set(await readdir(notebooks).catch(() => []));
        await textIn(notebooks).save(shelfText(shelf, names));
      }
      if (changed.size > 0) await forget(folder, most);
    },
  };
}

/** A notebook with more is made to have them, and they are read no sooner than they are found. */
const mostFindings = 10_000;

/** In bytes: the reports of some hundred thousand notebooks. */
const most = 200_000_000;

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type Lineage, lineageOf, type NotebookSummary, summaryOf } from '../lineage/index.ts';
import { decodeFile, readNotebook, Text } from '../notebook/index.ts';
import { findNotebooks } from '../project/find/index.ts';
import { loadPython, type PythonReader } from '../python/index.ts';
import { programOf } from '../record/index.ts';
import type { Connection } from './connection.ts';
import type { Progress, WorkInProgress } from './progress.ts';

/** The notebooks of the workspace, as their files are. Nobody waits for it: an analysis has the lineage that is there, and is made again with the next. */
export class WorkspaceIndex {
  /** Undefined where there is no workspace, and as long as it has not been read. */
  lineage: Lineage | undefined;
  readonly #connection: Connection;
  readonly #progress: Progress;
  readonly #changed: () => void;
  #reading: Promise<void> | undefined;

  /** `changed` is called whenever there is another lineage. */
  constructor(connection: Connection, progress: Progress, changed: () => void) {
    this.#connection = connection;
    this.#progress = progress;
    this.#changed = changed;
  }

  /** The lineage as soon as there is one; undefined where there is no workspace, or it cannot be read. */
  async whenRead(): Promise<Lineage | undefined> {
    await this.#reading;
    return this.lineage;
  }

  read(folders: readonly string[]): void {
    if (folders.length === 0) return;
    this.#reading = this.#progress
      .during('Reading notebooks', (progress) => summariesIn(folders, progress))
      .then(
        (summaries) => {
          this.lineage = lineageOf(summaries);
          this.#changed();
        },
        (error: unknown) =>
          this.#connection.log('error', `The notebooks of the workspace could not be read: ${String(error)}`),
      );
  }
}

async function summariesIn(folders: readonly string[], { signal, report }: WorkInProgress): Promise<NotebookSummary[]> {
  const { paths } = await findNotebooks(folders, '/', () => false);
  const python = await loadPython();
  const summaries: NotebookSummary[] = [];
  for (const [index, file] of paths.entries()) {
    if (signal.aborted) break;
    const summary = await summaryAt(file, python).catch(() => undefined);
    if (summary) summaries.push(summary);
    report(index + 1, paths.length);
    await setImmediate();
  }
  return summaries;
}

async function summaryAt(file: string, python: PythonReader): Promise<NotebookSummary> {
  const { content } = decodeFile(await readFile(file));
  const { notebook } = readNotebook(path.basename(file).replace(/\.ipynb$/i, ''), Text.from(content));
  return summaryOf(notebook, file, programOf(notebook, python));
}

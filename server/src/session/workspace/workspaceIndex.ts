import { isDeepStrictEqual } from 'node:util';
import {
  affectedBy,
  type Lineage,
  lineageOf,
  type NotebookSummary,
  shownInstead,
  summaryOf,
} from '../../lineage/index.ts';
import type { Notebook } from '../../notebook/index.ts';
import type { IsExcluded } from '../../project/find/index.ts';
import {
  cacheFile,
  createFolderIndex,
  type FolderIndex,
  holdsHome,
  type ReadingThreads,
} from '../../project/index/index.ts';
import { isPython, type Program } from '../../record/index.ts';
import type { Connection } from '../connection.ts';
import { PacedWork } from '../pacedWork.ts';
import type { Progress, WorkInProgress } from '../progress.ts';

/** How the notebooks of the workspace are read, and where what is known of them is kept. */
export interface IndexOptions {
  /** That of the program. */
  readonly version: string;
  /** This program's cache folder; undefined where nothing is to be kept. */
  readonly cacheFolder: string | undefined;
  readonly threads: ReadingThreads;
}

/** An editor saves in several steps, and tells of each. In milliseconds. */
const writingWait = 200;

/**
 * The notebooks of the workspace: as their files are, and those that are open as the editor shows them. Nobody waits for it: an analysis has the
 * lineage that is there, and is made again with the next. The files are looked at for the first time when a notebook is opened.
 */
export class WorkspaceIndex {
  readonly #connection: Connection;
  readonly #progress: Progress;
  readonly #options: IndexOptions;
  readonly #exclusion: () => IsExcluded;
  readonly #changed: (affects: (file: string) => boolean) => void;
  readonly #looks = new PacedWork(() => this.#look());
  readonly #folders = new Map<string, FolderIndex>();
  readonly #shown = new Map<string, NotebookSummary>();
  readonly #said = new Set<string>();
  /** Until a notebook is opened nobody wants to know; and nobody who has cancelled it. */
  #state: 'idle' | 'wanted' | 'cancelled' = 'idle';
  #read: Lineage | undefined;
  #lineage: Lineage | undefined;

  /** `exclusion` gives what counts now; `changed` is called with the notebooks of which something else may be said. */
  constructor(
    connection: Connection,
    progress: Progress,
    options: IndexOptions,
    exclusion: () => IsExcluded,
    changed: (affects: (file: string) => boolean) => void,
  ) {
    this.#connection = connection;
    this.#progress = progress;
    this.#options = options;
    this.#exclusion = exclusion;
    this.#changed = changed;
  }

  /** Undefined where there is no workspace, and as long as its notebooks have not been read. */
  get lineage(): Lineage | undefined {
    return this.#lineage;
  }

  /** What rules may know of a notebook: nothing for a file that is not of this workspace, or that is left out of it. */
  lineageFor(file: string | undefined): Lineage | undefined {
    return file === undefined || this.#lineage?.of(file) ? this.#lineage : undefined;
  }

  /**
   * For a request that cannot do without: the lineage as the files were a few seconds ago at most. Undefined where there is no workspace, and where
   * the user cancels the reading.
   */
  async upToDate(): Promise<Lineage | undefined> {
    this.#state = 'wanted';
    if (this.#folders.size > 0) await (this.#read ? this.#looks.recently() : this.#looks.now());
    return this.#lineage;
  }

  /** A notebook was opened or saved: others may have changed too, and many editors tell of no file but their own. */
  lookInTime(): void {
    if (this.#folders.size === 0 || this.#state === 'cancelled') return;
    this.#state = 'wanted';
    this.#looks.inTime(writingWait);
  }

  /** Notebooks on the disk, or what decides which of them count, have changed. */
  lookSoon(): void {
    if (this.#state === 'wanted') this.#looks.soon(writingWait);
  }

  setFolders(folders: readonly string[]): void {
    const { cacheFolder, version } = this.#options;
    const before = new Map(this.#folders);
    this.#folders.clear();
    for (const folder of folders.filter((one) => this.#isProject(one))) {
      const cache = cacheFolder === undefined ? undefined : cacheFile(cacheFolder, folder, version);
      this.#folders.set(folder, before.get(folder) ?? createFolderIndex(folder, cache));
    }
    this.lookSoon();
  }

  /** A notebook as the editor shows it, which counts in place of its file once all of it is known: while its text is broken, as it was. */
  show(file: string, notebook: Notebook, program: Program | undefined): void {
    if (!notebook.complete || (!program && isPython(notebook.metadata))) return;
    const summary = summaryOf(notebook, file, program);
    if (isDeepStrictEqual(this.#shown.get(file), summary)) return;
    this.#shown.set(file, summary);
    this.#update([file], (other) => other !== file);
  }

  /** A notebook was closed: its file counts again. */
  hide(file: string): void {
    if (this.#shown.delete(file)) this.#update([file], () => true);
  }

  dispose(): void {
    this.#looks.cancel();
  }

  async #look(): Promise<void> {
    try {
      const isDone = await this.#progress.during('Reading notebooks', (progress) => this.#lookAt(progress));
      if (isDone) this.#readAgain();
      else if (this.#state === 'wanted') {
        this.#state = 'cancelled';
        this.#say('Reading notebooks was cancelled: parents and children are not known until a command asks for them.');
      }
    } catch (error) {
      this.#connection.log('error', `The notebooks of the workspace could not be read: ${String(error)}`);
    }
  }

  /** False where it was cancelled. */
  async #lookAt({ signal, report }: WorkInProgress): Promise<boolean> {
    const isExcluded = this.#exclusion();
    for (const [folder, index] of this.#folders) {
      const { unreadable, unkept } = await index.look({ isExcluded, threads: this.#options.threads, report, signal });
      if (signal.aborted) return false;
      for (const { path: name, reason } of unreadable) this.#say(`${name} is left out: ${reason}`);
      if (unkept) this.#say(`What is known of the notebooks in ${folder} cannot be kept for the next start: ${unkept}`);
    }
    return true;
  }

  #readAgain(): void {
    const notebooks = new Map([...this.#folders.values()].flatMap((index) => [...index.notebooks()]));
    const before = this.#read;
    const gone = before?.notebooks.filter(({ file }) => !notebooks.has(file)) ?? [];
    const changed = [...notebooks.values()].filter(({ summary }) => before?.of(summary.file) !== summary);
    if (before && changed.length + gone.length === 0) return;
    this.#read =
      this.#folders.size === 0 ? undefined : lineageOf([...notebooks.values()].map(({ summary }) => summary));
    this.#update(
      [...changed.map(({ summary }) => summary), ...gone].map(({ file }) => file),
      () => true,
    );
  }

  #update(changed: readonly string[], isOther: (file: string) => boolean): void {
    const before = this.#lineage;
    this.#lineage = this.#read && shownInstead(this.#read, this.#shown.values());
    const affects = affectedBy(changed, before, this.#lineage);
    this.#changed((file) => isOther(file) && affects(file));
  }

  #isProject(folder: string): boolean {
    if (!holdsHome(folder)) return true;
    this.#say(`The notebooks in ${folder} are not read: it holds the home folder. Open the folder of a project.`);
    return false;
  }

  /** Once each: a look is followed by the next. */
  #say(message: string): void {
    if (this.#said.has(message)) return;
    this.#said.add(message);
    this.#connection.log('info', message);
  }
}

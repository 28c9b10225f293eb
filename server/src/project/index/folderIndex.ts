import { stat } from 'node:fs/promises';
import { findNotebooks, type IsExcluded } from '../find/index.ts';
import type { CacheFile } from './cacheFile.ts';
import type { IndexedNotebooks } from './cacheText.ts';
import { type FileState, type IndexedNotebook, unsettled } from './indexedNotebook.ts';
import { type ReadingThreads, readNotebooks } from './readNotebooks.ts';

/** What is known of the notebooks below a folder, as their files are. */
export interface FolderIndex {
  /** As of the last look; empty before the first. A notebook that is as it was is the same object. */
  readonly notebooks: () => IndexedNotebooks;
  /**
   * Looks at all files, and reads those that are not as they were. One look at a time. What is broken off by `signal` changes nothing, but what was
   * read until then need not be read again.
   */
  readonly look: (options: LookOptions) => Promise<Look>;
}

export interface LookOptions {
  readonly isExcluded: IsExcluded;
  readonly threads: ReadingThreads;
  readonly report: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

export interface Look {
  /** What could not be read, and why: folders, and notebooks. */
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
  /** Why the index could not be kept for the next run; undefined where it could, or need not. */
  readonly unkept: string | undefined;
}

/** `root` is an absolute path; without a cache, every first look reads everything. */
export function createFolderIndex(root: string, cache: CacheFile | undefined): FolderIndex {
  let notebooks: IndexedNotebooks | undefined;
  /** What was read and is of use to the next look: more than {@link notebooks} after one that was broken off. */
  let known: IndexedNotebooks | undefined;
  let unreadable: ReadonlyMap<string, Unreadable> = new Map();

  const look = async ({ isExcluded, threads, report, signal }: LookOptions): Promise<Look> => {
    known ??= (await cache?.load()) ?? new Map();
    const found = await findNotebooks([root], root, isExcluded, signal);
    const states = await statesOf(found.paths, signal);
    const next = new Map<string, IndexedNotebook>();
    const failed = new Map<string, Unreadable>();
    const toRead: string[] = [];
    for (const [file, state] of states) {
      const kept = known.get(file);
      const failure = unreadable.get(file);
      if (kept && isSame(kept, state)) next.set(file, kept);
      else if (failure && isSame(failure, state) && failure.changed === state.changed) failed.set(file, failure);
      else toRead.push(file);
    }
    const wereKept = next.size === known.size && toRead.length === 0;
    const onRead = (file: string, read: IndexedNotebook | string) => {
      if (typeof read !== 'string') next.set(file, read);
      else failed.set(file, { ...(states.get(file) ?? unknownState), reason: read });
      report(next.size + failed.size, states.size);
    };
    report(next.size, states.size);
    await readNotebooks(toRead, forWork(threads, toRead, states), onRead, signal);
    if (signal.aborted) {
      known = new Map([...known, ...next]);
      await cache?.save(known);
      return { unreadable: [], unkept: undefined };
    }
    [notebooks, known, unreadable] = [next, next, failed];
    return {
      unreadable: [...found.unreadable, ...[...failed].map(([path, { reason }]) => ({ path, reason }))],
      unkept: wereKept ? undefined : await cache?.save(next),
    };
  };
  return { notebooks: () => notebooks ?? new Map(), look };
}

/** A file may become readable without being written to: then its status changes. */
interface FoundState extends FileState {
  /** When the file's status changed, in milliseconds since 1970. */
  readonly changed: number;
}

interface Unreadable extends FoundState {
  readonly reason: string;
}

const unknownState: FoundState = { size: 0, modified: unsettled, changed: unsettled };

/** So many files are looked at at a time. */
const breadth = 64;

/** In the order of the files; those that are gone are left out. */
async function statesOf(files: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, FoundState>> {
  const states = new Map<string, FoundState>();
  for (let next = 0; next < files.length && !signal.aborted; next += breadth) {
    const batch = files.slice(next, next + breadth);
    const found = await Promise.all(batch.map((file) => stat(file).catch(() => undefined)));
    for (const [index, status] of found.entries()) {
      if (status)
        states.set(batch[index] ?? '', { size: status.size, modified: status.mtimeMs, changed: status.ctimeMs });
    }
  }
  return states;
}

function isSame(one: FileState, other: FileState): boolean {
  return one.modified === other.modified && one.size === other.size;
}

/**
 * So little is read sooner than a worker has loaded the program and warmed up, in bytes: it takes a processor half a second, which this thread has
 * behind it where it reads notebooks all the time.
 */
const little = { waits: 2 * 1024 * 1024, reads: 64 * 1024 * 1024 } as const;

function forWork(
  threads: ReadingThreads,
  files: readonly string[],
  states: ReadonlyMap<string, FileState>,
): ReadingThreads {
  const bytes = files.reduce((sum, file) => sum + (states.get(file)?.size ?? 0), 0);
  return bytes <= little[threads.mainThread] ? { ...threads, workers: 0 } : threads;
}

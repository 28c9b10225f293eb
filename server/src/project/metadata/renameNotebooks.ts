import { statSync } from 'node:fs';
import path from 'node:path';
import { isWithin } from '../../environment/paths.ts';
import type { Problem, WriteFile } from '../files/projectFiles.ts';
import type { Entries, Entry } from './entry.ts';
import { findMetadataFile, readMetadataFile, writeEntries } from './metadataFile.ts';
import { fileOf, placeOf } from './place.ts';

/** A file or a folder that was moved or renamed, by its absolute paths before and after. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/**
 * Keeps the files that list notebooks true after a rename: an entry follows its notebook, also into another project. Looks for these files no
 * further up than `outermost` says of a path. Gives a sentence for each that could not be kept.
 */
export async function renameNotebooks(
  renamings: readonly Renaming[],
  outermost: (file: string) => string | undefined,
  write: WriteFile,
): Promise<readonly string[]> {
  const notebooks = renamings.filter(({ from, to }) => /\.ipynb$/i.test(from) || isFolder(to));
  const projectOf = (file: string) => findMetadataFile(path.dirname(file), outermost(file));
  const files = new Set(notebooks.flatMap(({ from }) => projectOf(from) ?? []));
  const problems: string[] = [];
  for (const file of files) {
    const failed = await updated(file, write, async (entries) => {
      const { changes, moved } = followed(file, entries, notebooks, projectOf);
      for (const [target, arrivals] of moved) {
        const refused = await updated(target, write, async (known) => withoutKnown(arrivals, known));
        if (refused) problems.push(refused.problem);
        // Taken away here only once it stands there.
        else for (const id of arrivals.keys()) changes.set(id, undefined);
      }
      return changes;
    });
    if (failed) problems.push(failed.problem);
  }
  return problems;
}

type Changes = ReadonlyMap<string, Entry | undefined>;

/** What a project's file has to say of its notebooks now. Those that are in another project are given with its file. */
function followed(
  file: string,
  entries: Entries,
  renamings: readonly Renaming[],
  projectOf: (file: string) => string | undefined,
): { readonly changes: Map<string, Entry | undefined>; readonly moved: ReadonlyMap<string, Changes> } {
  const root = path.dirname(file);
  const changes = new Map<string, Entry | undefined>();
  const moved = new Map<string, Map<string, Entry>>();
  for (const [id, entry] of entries) {
    const now = newPathOf(entry, root, renamings);
    if (now === undefined) continue;
    const target = projectOf(now) ?? file;
    const arrivals = moved.get(target) ?? new Map<string, Entry>();
    if (target === file) changes.set(id, { ...entry, ...placeOf(now, root) });
    else moved.set(target, arrivals.set(id, { ...entry, ...placeOf(now, path.dirname(target)) }));
  }
  return { changes, moved };
}

function newPathOf(entry: Entry, root: string, renamings: readonly Renaming[]): string | undefined {
  const file = fileOf(entry, root);
  const renaming = file === undefined ? undefined : renamings.find(({ from }) => isWithin(from, file));
  return file !== undefined && renaming ? path.join(renaming.to, path.relative(renaming.from, file)) : undefined;
}

/** A project that has an entry for a notebook keeps its own. */
function withoutKnown(changes: Changes, entries: Entries): Changes {
  return new Map([...changes].filter(([id]) => !entries.has(id)));
}

/** Somebody else may write the file at the same time. */
const attempts = 3;

/** Changes entries of a file as it is now. */
async function updated(
  file: string,
  write: WriteFile,
  changesFor: (entries: Entries) => Promise<Changes>,
): Promise<Problem | undefined> {
  for (let attempt = 1; ; attempt++) {
    const read = await readMetadataFile(file);
    if ('problem' in read) return read;
    const changes = await changesFor(read.entries);
    const written = changes.size === 0 ? false : await writeEntries(read, changes, write);
    if (typeof written !== 'object') return undefined;
    if (attempt === attempts) return written;
  }
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

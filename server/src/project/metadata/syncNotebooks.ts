import { statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, NotebookEdit } from 'nbproject-protocol';
import type { Notebook } from '../../notebook/index.ts';
import { asObject, textAt } from '../../notebook/json/values.ts';
import type { Author } from '../../record/index.ts';
import { recordOf } from '../../record/index.ts';
import type { Problem, ProjectFiles } from '../files/projectFiles.ts';
import { type Entries, type Entry, entryOf, recordWith } from './entry.ts';
import { initialRecord } from './initialRecord.ts';
import { fileOf, type Place, placeOf } from './place.ts';
import type { Work } from './work.ts';

/** What became of one notebook. */
export interface NotebookOutcome {
  readonly file: string;
  readonly id?: string;
  readonly status: 'changed' | 'unchanged' | 'failed';
  /** A sentence; of those that failed. */
  readonly problem?: string;
}

export interface SyncContext {
  readonly files: ProjectFiles;
  /** The file that lists the notebooks of a folder: the nearest in it or above, as far as is to be looked. */
  readonly projectOf: (folder: string) => string | undefined;
  readonly now: () => Date;
  readonly authorOf: (file: string) => Promise<Author | undefined>;
  /** Packages to record in place of those that are; undefined leaves them as they are. */
  readonly packagesOf: ((notebook: Notebook, file: string) => Promise<JsonObject | undefined>) | undefined;
}

/**
 * Brings notebooks and the entries of their project together: each has a record afterwards, with what its entry says of it. Gives what became
 * of each, and the entries that are to be written. Notebooks are absolute paths; `root` is the folder of the project's file.
 */
export async function syncNotebooks(
  notebooks: readonly string[],
  root: string,
  entries: Entries,
  context: SyncContext,
  work: Work,
): Promise<{ readonly outcomes: readonly NotebookOutcome[]; readonly changes: ReadonlyMap<string, Entry> }> {
  const outcomes: NotebookOutcome[] = [];
  const changes = new Map<string, Entry>();
  const known = new Map(entries);
  for (const file of notebooks) {
    if (work.signal.aborted) break;
    const synced = await syncNotebook(file, root, known, context);
    if ('problem' in synced) outcomes.push({ file, status: 'failed', problem: synced.problem });
    else {
      const { id, entry, status } = synced;
      changes.set(id, entry);
      known.set(id, entry);
      outcomes.push({ file, id, status });
    }
    work.report(outcomes.length, notebooks.length);
    // Lets a signal, a timer and the messages of an editor get through.
    await setImmediate();
  }
  return { outcomes, changes };
}

interface Synced {
  readonly id: string;
  readonly entry: Entry;
  readonly edits: readonly NotebookEdit[];
}

async function syncNotebook(
  file: string,
  root: string,
  entries: Entries,
  { files, now, authorOf, packagesOf }: SyncContext,
): Promise<(Pick<Synced, 'id' | 'entry'> & { readonly status: 'changed' | 'unchanged' }) | Problem> {
  const notebook = await files.read(file);
  if ('problem' in notebook) return notebook;
  const place = placeOf(file, root);
  const original = await originalOf(notebook, place, root, entries, files);
  if (original !== undefined) {
    return { problem: `It has the same id as ${original}, and one of them is a copy: give that one an id of its own.` };
  }
  const author = await authorOf(file);
  const packages = await packagesOf?.(notebook, file);
  const last: { synced?: Synced } = {};
  const status = await files.edit(file, 'Synchronize the record', (current) => {
    const synced = together(current, place, entries, packages, now(), author);
    if ('problem' in synced) return synced;
    last.synced = synced;
    return synced.edits;
  });
  if (typeof status === 'object') return status;
  const { id = '', entry = {} } = last.synced ?? {};
  return { id, entry, status };
}

function together(
  notebook: Notebook,
  place: Place,
  entries: Entries,
  packages: JsonObject | undefined,
  now: Date,
  author: Author | undefined,
): Synced | Problem {
  const initial = initialRecord(notebook, now, author);
  if ('problem' in initial) return initial;
  const id = String(initial.record.id);
  const entry = entries.get(id);
  const merged = recordWith(initial.record, entry);
  if ('problem' in merged) return merged;
  const record = packages ? { ...merged.record, pypackage: packages } : merged.record;
  return { id, entry: entryOf(record, place, entry), edits: recordEdits(recordOf(notebook), record) };
}

/** What has changed, field by field, so that the others keep every byte. */
function recordEdits(before: JsonObject | undefined, after: JsonObject): readonly NotebookEdit[] {
  if (!before) return [{ kind: 'setMetadata', path: ['nbproject'], value: after }];
  return Object.entries(after)
    .filter(([key, value]) => !isDeepStrictEqual(value, before[key]))
    .map(([key, value]) => ({ kind: 'setMetadata', path: ['nbproject', key], value }));
}

/** Another notebook of the project that is there and has the same id, by its place in the project. */
async function originalOf(
  notebook: Notebook,
  place: Place,
  root: string,
  entries: Entries,
  files: ProjectFiles,
): Promise<string | undefined> {
  const id = textAt(notebook.metadata.nbproject, 'id');
  const file = fileOf((id !== undefined && entries.get(id)) || {}, root);
  if (file === undefined || isDeepStrictEqual(placeOf(file, root), place)) return undefined;
  if (!statSync(file, { throwIfNoEntry: false })) return undefined;
  const other = await files.read(file);
  const isSame = !('problem' in other) && asObject(other.metadata.nbproject)?.id === id;
  return isSame ? path.relative(root, file) : undefined;
}

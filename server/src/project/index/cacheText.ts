import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { DataUse } from '../../lineage/index.ts';
import type { IndexedNotebook } from './indexedNotebook.ts';

/** By absolute path. */
export type IndexedNotebooks = ReadonlyMap<string, IndexedNotebook>;

/**
 * To be raised whenever a summary says something else of the same file than before, or is written otherwise: within one version of the program
 * the cache would hide it.
 */
export const format = 2;

/** The notebooks of a folder as a text. Paths are relative to the folder, so that it is short. */
export async function cacheText(notebooks: IndexedNotebooks, root: string): Promise<string> {
  const rows = await inSlices([...notebooks], ([file, notebook]) => rowOf(file, notebook, root));
  return JSON.stringify(rows);
}

/** The notebooks in such a text, which has to be as it was written. */
export async function readCacheText(text: string, root: string): Promise<IndexedNotebooks> {
  const rows: readonly Row[] = JSON.parse(text);
  await setImmediate();
  return new Map(await inSlices(rows, (row) => entryOf(row, root)));
}

/** A few milliseconds of work at a time: who asks something meanwhile is answered. */
async function inSlices<One, Other>(all: readonly One[], map: (one: One) => Other): Promise<Other[]> {
  const mapped: Other[] = [];
  for (const [index, one] of all.entries()) {
    mapped.push(map(one));
    if (index % 1000 === 999) await setImmediate();
  }
  return mapped;
}

/** An array, because the names of fields would be most of the text. Of each use: access, file, cell, start, end. */
type Row = readonly [
  file: string,
  size: number,
  modified: number,
  complete: boolean,
  id: string | null,
  title: string | null,
  version: string | null,
  state: IndexedNotebook['summary']['state'],
  parents: readonly string[],
  published: string | null,
  uses: readonly (string | number)[],
];

function rowOf(file: string, { size, modified, complete, summary }: IndexedNotebook, root: string): Row {
  const { id, title, version, state, parents, published } = summary;
  const uses = summary.uses.flatMap(({ access, file: used, cell, start, end }) => [
    access,
    below(root, used),
    cell,
    start,
    end,
  ]);
  return [below(root, file), size, modified, complete, id, title, version, state, parents, published, uses];
}

function entryOf(row: Row, root: string): readonly [string, IndexedNotebook] {
  const [written, size, modified, complete, id, title, version, state, parents, published, flat] = row;
  const file = from(root, written);
  const uses: DataUse[] = [];
  for (let at = 0; at < flat.length; at += 5) {
    const use = { access: flat[at], file: from(root, String(flat[at + 1])), cell: flat[at + 2], start: flat[at + 3] };
    uses.push({ ...use, end: flat[at + 4] } as DataUse);
  }
  return [file, { size, modified, complete, summary: { file, id, title, version, state, parents, published, uses } }];
}

/** The way to a normalized path; much faster than `path.relative` for one that lies in the folder, as nearly all do. */
function below(root: string, file: string): string {
  return file.startsWith(root) && file[root.length] === path.sep
    ? file.slice(root.length + 1)
    : path.relative(root, file);
}

function from(root: string, way: string): string {
  return way.startsWith('..') || path.isAbsolute(way) || root.endsWith(path.sep)
    ? path.resolve(root, way)
    : root + path.sep + way;
}

import { createHash } from 'node:crypto';
import path from 'node:path';
import type { DataUse } from '../../lineage/index.ts';
import type { IndexedNotebook } from './indexedNotebook.ts';

/** By absolute path. */
export type IndexedNotebooks = ReadonlyMap<string, IndexedNotebook>;

/**
 * To be raised whenever a summary says something else of the same file than before, or is written otherwise: within one version of the program
 * the cache would hide it.
 */
const format = 1;

/** The notebooks of a folder as a text: a line that says what it is and vouches for the rest, and one of JSON. Paths are relative to the folder, so that it is short. */
export function cacheText(notebooks: IndexedNotebooks, root: string, version: string): string {
  const rows = [...notebooks].map(([file, notebook]) => rowOf(file, notebook, root));
  const body = JSON.stringify({ root, rows });
  return `${firstLine(body, version)}\n${body}`;
}

/** The notebooks in such a text; undefined for a text of another version, of another folder, or that is not as it was written. */
export function readCacheText(text: string, root: string, version: string): IndexedNotebooks | undefined {
  const lineEnd = text.indexOf('\n');
  const body = text.slice(lineEnd + 1);
  if (lineEnd < 0 || text.slice(0, lineEnd) !== firstLine(body, version)) return undefined;
  // The hash vouches that this is what was written.
  const written: { readonly root: string; readonly rows: readonly Row[] } = JSON.parse(body);
  if (written.root !== root) return undefined;
  return new Map(written.rows.map((row) => entryOf(row, root)));
}

function firstLine(body: string, version: string): string {
  return `nbproject index ${format} ${version} ${createHash('sha256').update(body).digest('hex')}`;
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
    path.relative(root, used),
    cell,
    start,
    end,
  ]);
  return [path.relative(root, file), size, modified, complete, id, title, version, state, parents, published, uses];
}

function entryOf(row: Row, root: string): readonly [string, IndexedNotebook] {
  const [below, size, modified, complete, id, title, version, state, parents, published, written] = row;
  const file = path.resolve(root, below);
  const uses: DataUse[] = [];
  for (let at = 0; at < written.length; at += 5) {
    const [access, used, cell, start, end] = written.slice(at, at + 5) as [
      DataUse['access'],
      string,
      number,
      number,
      number,
    ];
    uses.push({ access, file: path.resolve(root, used), cell, start, end });
  }
  return [file, { size, modified, complete, summary: { file, id, title, version, state, parents, published, uses } }];
}

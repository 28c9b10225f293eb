import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue, NotebookState } from 'nbproject-protocol';
import { gathered } from '../incremental/gathered.ts';
import type { Cell, Notebook } from '../notebook/model.ts';

/** `metadata.nbproject` as stored; undefined where there is none or it is no object. */
export function recordOf(notebook: Notebook): JsonObject | undefined {
  const record = notebook.metadata.nbproject;
  return record !== null && typeof record === 'object' && !Array.isArray(record) ? (record as JsonObject) : undefined;
}

/**
 * How many entries of a list in the record are looked at: each parent is looked up, and each package compared, and a record that lists more was made
 * to cost time. `invalid-metadata` says that there are more; nothing that is written leaves any out.
 */
export const mostEntries = 1000;

/** The ids of the direct ancestors that a record names: one, a list, or none. The first {@link mostEntries} of them. */
export function parentIds(record: JsonObject | undefined): readonly string[] {
  const parent = record?.parent;
  return idsOf(Array.isArray(parent) ? parent.slice(0, mostEntries) : parent);
}

/** All of them, for who writes them back. */
export function allParentIds(record: JsonObject | undefined): readonly string[] {
  return idsOf(record?.parent);
}

function idsOf(parent: JsonValue | undefined): readonly string[] {
  const ids: readonly JsonValue[] = Array.isArray(parent) ? parent : [parent ?? null];
  return ids.filter((id): id is string => typeof id === 'string' && id !== '');
}

/** How the notebook stands to its last publish. */
export function stateOf(notebook: Notebook): NotebookState {
  const record = recordOf(notebook);
  if (!record) return 'uninitialized';
  if (typeof record.source_sha256 === 'string') {
    return record.source_sha256 === sourceHash(notebook) ? 'published' : 'modified';
  }
  return wasPublished(record) ? 'unverified' : 'draft';
}

/**
 * SHA-256, in hexadecimal, of what a publish vouches for: the cells' types and sources.
 * Its form: a JSON array of one `[type, source]` array a cell, in order, no white space, in UTF-8, escaped as `JSON.stringify` does
 * (Python: `json.dumps(cells, separators=(",", ":"), ensure_ascii=False)`); type is `code`, `markdown`, `raw` or `other`.
 */
export function sourceHash(notebook: Notebook): string {
  return hashOf(notebook.cells).hash;
}

const hashOf = gathered(
  ({ type, source }: Cell) => JSON.stringify([type, source]),
  (cells) => ({ hash: createHash('sha256').update(`[${cells.join()}]`).digest('hex') }),
);

/** The Python package leaves no mark of a publish but these. */
function wasPublished({ version, pypackage, time_published }: JsonObject): boolean {
  if (typeof time_published === 'string') return true;
  const isFirst = version === undefined || ['0', '1', 'draft', 0, 1, null].includes(version as string);
  const hasPackages = pypackage !== null && typeof pypackage === 'object' && Object.keys(pypackage).length > 0;
  return !isFirst || hasPackages;
}

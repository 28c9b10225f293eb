import { randomBytes } from 'node:crypto';
import type { NewCell } from 'nbproject-protocol';
import type { Notebook } from '../notebook/model.ts';

/** An id that is not among `taken`: 8 hexadecimal digits, as nbformat makes them. */
export function newCellId(taken: ReadonlySet<string>): string {
  for (;;) {
    const id = randomBytes(4).toString('hex');
    if (!taken.has(id)) return id;
  }
}

export function takenIds(notebook: Notebook): ReadonlySet<string> {
  const known = knownIds.get(notebook);
  if (known) return known;
  const ids = new Set(notebook.cells.map(({ id }) => id ?? ''));
  knownIds.set(notebook, ids);
  return ids;
}

const knownIds = new WeakMap<Notebook, ReadonlySet<string>>();

/** A cell to insert, with an id where the format has them. */
export function newCell(notebook: Notebook, type: NewCell['type'], source: string): NewCell {
  return { type, source, ...(hasCellIds(notebook) ? { id: newCellId(takenIds(notebook)) } : {}) };
}

/** True where cells have ids: nbformat 4.5 and what comes after it. */
export function hasCellIds({ format: { major, minor } }: Pick<Notebook, 'format'>): boolean {
  return major !== undefined && (major > 4 || (major === 4 && (minor ?? 0) >= 5));
}

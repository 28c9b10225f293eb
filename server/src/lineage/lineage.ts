import type { DataUse, NotebookSummary } from './summary.ts';

/** How the notebooks of a project stand to each other. Immutable: a notebook that changes makes another. */
export interface Lineage {
  /** Sorted by their paths. */
  readonly notebooks: readonly NotebookSummary[];
  readonly of: (file: string) => NotebookSummary | undefined;
  /** All that have an id: a copied notebook keeps it. */
  readonly withId: (id: string) => readonly NotebookSummary[];
  /** Those that name an id as their parent. */
  readonly childrenOf: (id: string) => readonly NotebookSummary[];
  /** Each place in a notebook that writes a data file, or that reads it. */
  readonly writersOf: (dataFile: string) => readonly DataUser[];
  readonly readersOf: (dataFile: string) => readonly DataUser[];
}

export interface DataUser {
  readonly notebook: NotebookSummary;
  readonly use: DataUse;
}

/** Linear in the number of notebooks. */
export function lineageOf(summaries: Iterable<NotebookSummary>): Lineage {
  const notebooks = [...summaries].sort((one, other) => (one.file < other.file ? -1 : 1));
  const byFile = new Map(notebooks.map((notebook) => [notebook.file, notebook]));
  const byId = new Map<string, NotebookSummary[]>();
  const children = new Map<string, NotebookSummary[]>();
  const writers = new Map<string, DataUser[]>();
  const readers = new Map<string, DataUser[]>();
  for (const notebook of notebooks) {
    if (notebook.id !== null) add(byId, notebook.id, notebook);
    for (const parent of new Set(notebook.parents)) add(children, parent, notebook);
    for (const use of notebook.uses) add(use.access === 'write' ? writers : readers, use.file, { notebook, use });
  }
  return {
    notebooks,
    of: (file) => byFile.get(file),
    withId: (id) => byId.get(id) ?? [],
    childrenOf: (id) => children.get(id) ?? [],
    writersOf: (dataFile) => writers.get(dataFile) ?? [],
    readersOf: (dataFile) => readers.get(dataFile) ?? [],
  };
}

function add<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

import { type Lineage, lineageOf } from './lineage.ts';
import type { NotebookSummary } from './summary.ts';

/**
 * A lineage with some of its notebooks as an editor shows them; those that it does not have are left out. Costs what is shown, however many
 * notebooks there are.
 */
export function shownInstead(lineage: Lineage, shown: Iterable<NotebookSummary>): Lineage {
  const own = lineageOf([...shown].filter(({ file }) => lineage.of(file) !== undefined));
  if (own.notebooks.length === 0) return lineage;
  const merged = <One>(read: readonly One[], mine: readonly One[], notebookOf: (one: One) => NotebookSummary) => {
    const others = read.filter((one) => own.of(notebookOf(one).file) === undefined);
    const all = [...others, ...mine];
    return all.sort((one, other) => (notebookOf(one).file < notebookOf(other).file ? -1 : 1));
  };
  let notebooks: readonly NotebookSummary[] | undefined;
  return {
    get notebooks() {
      notebooks ??= lineage.notebooks.map((notebook) => own.of(notebook.file) ?? notebook);
      return notebooks;
    },
    of: (file) => own.of(file) ?? lineage.of(file),
    withId: (id) => merged(lineage.withId(id), own.withId(id), (notebook) => notebook),
    childrenOf: (id) => merged(lineage.childrenOf(id), own.childrenOf(id), (notebook) => notebook),
    writersOf: (file) => merged(lineage.writersOf(file), own.writersOf(file), ({ notebook }) => notebook),
    readersOf: (file) => merged(lineage.readersOf(file), own.readersOf(file), ({ notebook }) => notebook),
  };
}

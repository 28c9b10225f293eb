import { isDeepStrictEqual } from 'node:util';
import type { Lineage } from './lineage.ts';
import type { NotebookSummary } from './summary.ts';

/**
 * Of which notebooks, by their paths, something else may be said when some notebooks of a project have changed: those that are their parents or
 * children, have the same id, or use the same files; all of them where ids or parents have changed, since ways through many notebooks go along these.
 */
export function affectedBy(
  changed: readonly string[],
  before: Lineage | undefined,
  after: Lineage | undefined,
): (file: string) => boolean {
  if (!before || !after) return () => before !== after;
  const ids = new Set<string>();
  const parents = new Set<string>();
  const files = new Set<string>();
  for (const file of changed) {
    const [old, now] = [before.of(file), after.of(file)];
    if (isDeepStrictEqual(old, now)) continue;
    if (!isDeepStrictEqual(relationsOf(old), relationsOf(now))) return () => true;
    for (const { id, parents: named, uses } of [old, now].filter((one) => one !== undefined)) {
      if (id !== null) ids.add(id);
      for (const parent of named) parents.add(parent);
      for (const { file: used } of uses) files.add(used);
    }
  }
  if (ids.size + files.size + parents.size === 0) return () => false;
  return (file) => {
    const notebook = after.of(file);
    if (!notebook) return false;
    const { id, parents: named, uses } = notebook;
    return (
      (id !== null && (ids.has(id) || parents.has(id))) ||
      named.some((parent) => ids.has(parent)) ||
      uses.some(({ file: used }) => files.has(used))
    );
  };
}

/** What nobody has who is not there. */
function relationsOf(notebook: NotebookSummary | undefined): unknown {
  return [notebook?.id ?? null, notebook?.parents ?? []];
}

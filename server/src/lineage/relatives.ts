import { pathToFileURL } from 'node:url';
import type { NotebookReference } from 'nbproject-protocol';
import { textAt } from '../notebook/json/values.ts';
import type { Notebook } from '../notebook/model.ts';
import { parentIds, recordOf } from '../record/index.ts';
import type { Lineage } from './lineage.ts';
import { originalOf } from './original.ts';
import type { NotebookSummary } from './summary.ts';

/** The notebooks of a project that a notebook's record names as parents, one for each id that is known, and those that name it. */
export interface Relatives {
  readonly parents: readonly NotebookReference[];
  readonly children: readonly NotebookReference[];
}

export function relativesOf(notebook: Notebook, file: string, lineage: Lineage): Relatives {
  const record = recordOf(notebook);
  const id = textAt(record, 'id');
  const others = (notebooks: readonly NotebookSummary[]) => notebooks.filter((other) => other.file !== file);
  return {
    parents: parentIds(record).flatMap((parent) => {
      const named = originalOf(others(lineage.withId(parent)));
      return named ? [reference(named)] : [];
    }),
    children: id === undefined ? [] : others(lineage.childrenOf(id)).map(reference),
  };
}

/** `id` is empty for a notebook without one. */
function reference({ id, title, version, file }: NotebookSummary): NotebookReference {
  return { id: id ?? '', title, version, uri: pathToFileURL(file).href };
}

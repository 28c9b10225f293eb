import type { NotebookSummary } from '../../server/src/lineage/index.ts';

/** A notebook at `/study/NAME.ipynb` whose title is its name, with what is said of it. */
export function notebookNamed(name: string, about: Partial<NotebookSummary> = {}): NotebookSummary {
  return {
    file: `/study/${name}.ipynb`,
    id: null,
    title: name,
    version: '1',
    state: 'published',
    parents: [],
    published: null,
    uses: [],
    ...about,
  };
}

export function reads(...files: readonly string[]): NotebookSummary['uses'] {
  return files.map((file) => ({ access: 'read', file, cell: 0, start: 0, end: 1 }));
}

export function writes(...files: readonly string[]): NotebookSummary['uses'] {
  return files.map((file) => ({ access: 'write', file, cell: 0, start: 0, end: 1 }));
}

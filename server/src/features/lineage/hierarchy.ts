import type { NotebookSummary } from '../../lineage/index.ts';
import type { Location, View } from '../../notebook/index.ts';
import { detailsOf, nameOf } from './notebookLabel.ts';
import { namePlace, startOf, type Workspace } from './workspace.ts';

/** A notebook in the editor's view of a hierarchy of types or of calls: both have the same form. */
export interface NotebookItem {
  readonly name: string;
  readonly kind: typeof fileSymbol;
  readonly detail: string;
  readonly uri: string;
  readonly range: Location['range'];
  readonly selectionRange: Location['range'];
  readonly data: { readonly file: string };
}

/** LSP `SymbolKind.File`. */
const fileSymbol = 1;

/** So many notebooks are read to answer one request; others are shown at their beginning. */
const maxRead = 100;

/** At most 1,000, which is more than any editor draws. */
export async function itemsOf(notebooks: readonly NotebookSummary[], { open }: Workspace): Promise<NotebookItem[]> {
  return Promise.all(
    notebooks.slice(0, 1000).map(async (notebook, index) => {
      const view = index < maxRead ? (await open(notebook.file))?.view : undefined;
      return itemAt(notebook, view ? view.locate(namePlace(view.notebook)) : startOf(notebook.file));
    }),
  );
}

/** The notebook that an item stood for; undefined where it is gone. */
export function notebookOf(item: unknown, { lineage }: Workspace): NotebookSummary | undefined {
  const file = (item as { data?: { file?: unknown } } | null)?.data?.file;
  return typeof file === 'string' ? lineage.of(file) : undefined;
}

/** Each notebook once: those that a notebook names as parents. */
export function parentsOf({ file, parents }: NotebookSummary, { lineage }: Workspace): readonly NotebookSummary[] {
  return distinct(parents.flatMap((id) => lineage.withId(id))).filter((parent) => parent.file !== file);
}

export function childrenOf({ file, id }: NotebookSummary, { lineage }: Workspace): readonly NotebookSummary[] {
  return distinct(id === null ? [] : lineage.childrenOf(id)).filter((child) => child.file !== file);
}

export function distinct(notebooks: readonly NotebookSummary[]): readonly NotebookSummary[] {
  return [...new Set(notebooks)];
}

/** An item's own range has to hold what is selected in it: both are the title. */
function itemAt(notebook: NotebookSummary, { uri, range }: Location): NotebookItem {
  const { file } = notebook;
  return {
    name: nameOf(notebook),
    kind: fileSymbol,
    detail: detailsOf(notebook, undefined),
    uri,
    range,
    selectionRange: range,
    data: { file },
  };
}

/** True where a view of a hierarchy may start from the notebook as a whole: in code, other servers have their own hierarchies to show. */
export function isOutsideCode(view: View, uri: string): boolean {
  const index = view.notebook.cells.findIndex((_, cell) => view.locateCell(cell).uri === uri);
  const isOwnDocument = uri !== view.uri && index >= 0;
  return !isOwnDocument || view.notebook.cells[index]?.type !== 'code';
}

import type { CallHierarchyIncomingCall, CallHierarchyOutgoingCall } from 'vscode-languageserver-protocol';
import type { DataUse, NotebookSummary } from '../../lineage/index.ts';
import type { Location, Place } from '../../notebook/index.ts';
import { childrenOf, distinct, itemsOf, parentsOf } from './hierarchy.ts';
import { namePlace, type Workspace } from './workspace.ts';

/**
 * What comes in: the notebook's parents, and those that write a file that it reads. The ranges are where they write it, or their titles. The editor's
 * hierarchy of calls is read as the flow of data: who writes calls who reads.
 */
export async function incomingCalls(
  notebook: NotebookSummary,
  workspace: Workspace,
): Promise<CallHierarchyIncomingCall[]> {
  const read = filesOf(notebook, 'read');
  const writers = [...read].flatMap((file) => workspace.lineage.writersOf(file)).map((user) => user.notebook);
  const others = distinct([...parentsOf(notebook, workspace), ...writers.filter(({ file }) => file !== notebook.file)]);
  const items = await itemsOf(others, workspace);
  return Promise.all(
    items.map(async (from, index) => {
      const uses = others[index]?.uses.filter(({ access, file }) => access === 'write' && read.has(file)) ?? [];
      return { from, fromRanges: await rangesIn(from.data.file, uses, workspace) };
    }),
  );
}

/** What goes out: to the notebook's children, and to those that read a file that it writes. The ranges are where it writes it, or its title. */
export async function outgoingCalls(
  notebook: NotebookSummary,
  workspace: Workspace,
): Promise<CallHierarchyOutgoingCall[]> {
  const written = filesOf(notebook, 'write');
  const readers = [...written].flatMap((file) => workspace.lineage.readersOf(file)).map((user) => user.notebook);
  const others = distinct([
    ...childrenOf(notebook, workspace),
    ...readers.filter(({ file }) => file !== notebook.file),
  ]);
  const items = await itemsOf(others, workspace);
  return Promise.all(
    items.map(async (to, index) => {
      const read = filesOf(others[index] ?? notebook, 'read');
      const uses = notebook.uses.filter(({ access, file }) => access === 'write' && read.has(file));
      return { to, fromRanges: await rangesIn(notebook.file, uses, workspace) };
    }),
  );
}

function filesOf({ uses }: NotebookSummary, access: DataUse['access']): ReadonlySet<string> {
  return new Set(uses.filter((use) => use.access === access).map(({ file }) => file));
}

/** In the document in which the notebook's title is: an item has one, and an editor's notebook has one for each cell. */
async function rangesIn(file: string, uses: readonly DataUse[], { open }: Workspace): Promise<Location['range'][]> {
  const view = (await open(file))?.view;
  if (!view) return [];
  const title = view.locate(namePlace(view.notebook));
  const places = uses.map(({ cell, start, end }): Place => ({ kind: 'source', cell, start, end }));
  const found = places.map((place) => view.locate(place)).filter(({ uri }) => uri === title.uri);
  return (found.length > 0 ? found : [title]).map(({ range }) => range);
}

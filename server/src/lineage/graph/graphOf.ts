import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Graph, GraphEdge, GraphNode } from 'nbproject-protocol';
import type { DataUser, Lineage } from '../lineage.ts';
import { isOutdated } from '../outdated.ts';
import type { NotebookSummary } from '../summary.ts';
import { connectedTo } from './connectedTo.ts';

/** A file of which more writings and readings could be paired is one that everybody uses: it says nothing of who builds on whom. */
const pairsOfFile = 10_000;

/**
 * The notebooks of a project and what leads from one to another. With `about`, a notebook's absolute path: its ancestors and descendants alone;
 * empty where there is no such notebook. Nodes are in the order of their paths, edges in that of the notebooks that they lead to.
 */
export function graphOf(lineage: Lineage, about: string | undefined): Graph {
  const unknown = unknownParents(lineage);
  const whole: Graph = {
    nodes: [...lineage.notebooks.map(knownNode), ...unknown.map(unknownNode)],
    edges: [
      ...lineage.notebooks.flatMap((notebook) => [...parentEdges(lineage, notebook), ...dataEdges(lineage, notebook)]),
    ],
  };
  return about === undefined ? whole : connectedTo(whole, keyOf(about));
}

function keyOf(file: string): string {
  return pathToFileURL(file).href;
}

function knownNode({ file, id, title, version, state }: NotebookSummary): GraphNode {
  const uri = keyOf(file);
  return { key: uri, id, uri, title, version, state };
}

/** Ids that notebooks name as their parents, and that no notebook has. */
function unknownParents({ notebooks, withId }: Lineage): readonly string[] {
  const named = new Set(notebooks.flatMap(({ parents }) => parents));
  return [...named].filter((id) => withId(id).length === 0).sort();
}

function unknownNode(id: string): GraphNode {
  return { key: unknownKey(id), id, uri: null, title: null, version: null, state: null };
}

function unknownKey(id: string): string {
  return `id:${id}`;
}

/** A parent's id that a copy kept is an edge from each: nobody can tell which is meant. */
function parentEdges({ withId }: Lineage, child: NotebookSummary): GraphEdge[] {
  const to = keyOf(child.file);
  return [...new Set(child.parents)].flatMap((id): GraphEdge[] => {
    const parents = withId(id);
    if (parents.length === 0) return [{ from: unknownKey(id), to, kind: 'parent' }];
    const stale = isOutdated(child.published, parents);
    return parents.map((parent) => ({
      from: keyOf(parent.file),
      to,
      kind: 'parent',
      ...(stale ? { stale } : {}),
    }));
  });
}

/** One for each notebook that writes a file which this one reads, and each such file. */
function dataEdges({ writersOf, readersOf }: Lineage, reader: NotebookSummary): GraphEdge[] {
  const files = new Set(reader.uses.filter(({ access }) => access === 'read').map(({ file }) => file));
  return [...files].flatMap((file) => {
    if (writersOf(file).length * readersOf(file).length > pairsOfFile) return [];
    const writers = notebooksOf(writersOf(file)).filter((writer) => writer !== reader);
    return writers.map(
      (writer): GraphEdge => ({
        from: keyOf(writer.file),
        to: keyOf(reader.file),
        kind: 'data',
        via: path.relative(commonFolder(writer.file, reader.file), file).replaceAll(path.sep, '/'),
      }),
    );
  });
}

function notebooksOf(users: readonly DataUser[]): readonly NotebookSummary[] {
  return [...new Set(users.map(({ notebook }) => notebook))];
}

function commonFolder(one: string, other: string): string {
  let folder = path.dirname(one);
  while (path.relative(folder, other).startsWith('..') && path.dirname(folder) !== folder)
    folder = path.dirname(folder);
  return folder;
}

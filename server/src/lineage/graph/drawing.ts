import type { Graph, GraphEdge, GraphNode, NotebookState } from 'nbproject-protocol';
import { visible } from '../../notebook/untrusted.ts';

/** What a picture of a graph shows, whatever it is written in. Its texts are visible, and still to be escaped. */
export interface Drawing {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

export interface Box {
  /** `n0`, `n1` …: a name in every format. */
  readonly name: string;
  readonly title: string;
  /** Where it lies, and how it stands to its last publish: a line each. */
  readonly details: readonly string[];
  readonly state: BoxState;
  readonly uri: string | null;
}

/** `elsewhere`: a parent that no notebook of the project is. */
export type BoxState = NotebookState | 'elsewhere';

/** All that leads from one notebook to another. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** `data` where the record of the later does not say so. */
  readonly kind: GraphEdge['kind'];
  readonly stale: boolean;
  readonly label: string;
}

export function drawingOf({ nodes, edges }: Graph): Drawing {
  const names = new Map(nodes.map(({ key }, index) => [key, `n${index}`]));
  const folder = commonFolder(nodes.flatMap(({ uri }) => (uri === null ? [] : [uri])));
  const shared = sharedIds(nodes);
  return {
    boxes: nodes.map((node) => boxOf(node, names.get(node.key) ?? '', folder, shared)),
    arrows: [...grouped(edges).values()].map((group) => arrowOf(group, names)),
  };
}

/** Titles and paths longer than this make a picture that nobody can read; in UTF-16 code units. */
const longest = 60;

function boxOf(node: GraphNode, name: string, folder: string, shared: ReadonlySet<string>): Box {
  const { id, uri, state } = node;
  const start = id === null ? '' : visible(id, 4).replace('…', '');
  if (uri === null || state === null)
    return { name, title: visible(id ?? '', longest), details: ['not in this project'], state: 'elsewhere', uri: null };
  const file = pathOf(uri.slice(folder.length));
  const version = node.version === null ? '' : `version ${visible(node.version, 20)}`;
  const copy = id !== null && shared.has(id) ? 'id of another too' : '';
  return {
    name,
    title: visible(node.title ?? '', longest) || 'Without a title',
    details: [visible(file, longest), [stateLabels[state], version, start, copy].filter(Boolean).join(' · ')],
    state,
    uri,
  };
}

const stateLabels: Readonly<Record<NotebookState, string>> = {
  uninitialized: 'no record',
  draft: 'draft',
  published: 'published',
  modified: 'modified since',
  unverified: 'published, unverified',
};

function sharedIds(nodes: readonly GraphNode[]): ReadonlySet<string> {
  const once = new Set<string>();
  const more = new Set<string>();
  for (const { id } of nodes) {
    if (id === null) continue;
    if (once.has(id)) more.add(id);
    once.add(id);
  }
  return more;
}

/** The longest beginning of all that ends in a slash. */
function commonFolder(uris: readonly string[]): string {
  let folder = folderOf(uris[0] ?? '');
  while (!uris.every((uri) => uri.startsWith(folder))) folder = folderOf(folder.slice(0, -1));
  return folder;
}

/** Up to its last slash. */
function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}

function pathOf(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

function grouped(edges: readonly GraphEdge[]): ReadonlyMap<string, readonly GraphEdge[]> {
  const groups = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to]);
    const group = groups.get(key);
    if (group) group.push(edge);
    else groups.set(key, [edge]);
  }
  return groups;
}

/** What the record says and what the data say is one arrow, which names both. */
function arrowOf(edges: readonly GraphEdge[], names: ReadonlyMap<string, string>): Arrow {
  const [first] = edges;
  const stale = edges.some((edge) => edge.stale);
  const files = edges.flatMap(({ via }) => (via === undefined ? [] : [visible(via, longest)]));
  const shown = files.slice(0, shownFiles);
  const more = files.length > shown.length ? [`and ${files.length - shown.length} more`] : [];
  return {
    from: names.get(first?.from ?? '') ?? '',
    to: names.get(first?.to ?? '') ?? '',
    kind: edges.some(({ kind }) => kind === 'parent') ? 'parent' : 'data',
    stale,
    label: [...(stale ? ['stale: parent is newer'] : []), ...shown, ...more].join(', '),
  };
}

const shownFiles = 2;

import type { NotebookState } from './header.ts';

/** Request of the client: {@link GraphParams} → {@link Graph}; also what the command `nbproject.showGraph` gives. */
export const graphRequest = 'nbproject/graph';

export interface GraphParams {
  /** A notebook: its ancestors and descendants alone. Left out, the whole workspace. */
  readonly uri?: string;
}

/** How the notebooks of a workspace stand to each other. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

export interface GraphNode {
  /** What edges call it: its URI, or `id:` and an id for a parent that is not in the workspace. */
  readonly key: string;
  readonly id: string | null;
  /** Null for a parent that is not in the workspace. */
  readonly uri: string | null;
  readonly title: string | null;
  readonly version: string | null;
  /** Null for a parent that is not in the workspace. */
  readonly state: NotebookState | null;
}

/** From a notebook to one that builds on it. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** `parent`: the record says so · `data`: the one writes a file that the other reads. */
  readonly kind: 'parent' | 'data';
  /** The file of a data edge, relative to the folder that both lie in. */
  readonly via?: string;
  /** True where the parent was published after the child was. */
  readonly stale?: boolean;
}

import type { Graph, GraphNode } from 'nbproject-protocol';

export interface Placed {
  readonly node: GraphNode;
  /** Columns from the left: no notebook stands left of one that it builds on. */
  readonly layer: number;
  /** From the top within its layer. */
  readonly row: number;
}

/** A place for each notebook, left of those that build on it; in a layer near those that it builds on. */
export function layersOf({ nodes, edges }: Graph): readonly Placed[] {
  const layers = longestPaths({ nodes, edges });
  const count = Math.max(0, ...layers.values()) + 1;
  const placed: Placed[] = [];
  const rowOf = new Map<string, number>();
  for (let layer = 0; layer < count; layer++) {
    const here = nodes
      .filter(({ key }) => layers.get(key) === layer)
      .map((node) => {
        const above = edges.flatMap(({ from, to }) => (to === node.key ? (rowOf.get(from) ?? []) : []));
        return { node, wish: above.length === 0 ? 0 : above.reduce((sum, row) => sum + row, 0) / above.length };
      })
      .sort((one, other) => one.wish - other.wish);
    for (const [row, { node }] of here.entries()) {
      rowOf.set(node.key, row);
      placed.push({ node, layer, row });
    }
  }
  return placed;
}

/** The length of the longest way to each notebook. An edge that closes a circle does not count. */
function longestPaths({ nodes, edges }: Graph): ReadonlyMap<string, number> {
  const parents = new Map<string, string[]>();
  for (const { from, to } of edges) parents.set(to, [...(parents.get(to) ?? []), from]);
  const layers = new Map<string, number>();
  const visiting = new Set<string>();
  const layerOf = (key: string): number => {
    const known = layers.get(key);
    if (known !== undefined) return known;
    visiting.add(key);
    const above = (parents.get(key) ?? []).filter((parent) => !visiting.has(parent));
    const layer = Math.max(-1, ...above.map(layerOf)) + 1;
    visiting.delete(key);
    layers.set(key, layer);
    return layer;
  };
  for (const { key } of nodes) layerOf(key);
  return layers;
}

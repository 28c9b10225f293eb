import type { Graph, GraphNode } from 'nbproject-protocol';

export interface Placed {
  readonly node: GraphNode;
  /** From the top: no notebook stands above one that it builds on. */
  readonly layer: number;
  /** From the left within its layer. */
  readonly place: number;
}

/** Notebooks that stand alone fill rows of at least so many. */
const minRow = 3;

/**
 * A place for each notebook: above those that build on it, and in its layer near those that it builds on. Those that stand alone come
 * below all others.
 */
export function layersOf({ nodes, edges }: Graph): readonly Placed[] {
  const parents = parentsIn(edges);
  const related = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const layers = longestPaths(nodes, parents);
  const placed: Placed[] = [];
  const places = new Map<string, number>();
  let layer = 0;
  let width = minRow;
  for (;;) {
    const here = nodes
      .filter(({ key }) => related.has(key) && layers.get(key) === layer)
      .map((node) => ({ node, wish: mean((parents.get(node.key) ?? []).flatMap((key) => places.get(key) ?? [])) }))
      .sort((one, other) => one.wish - other.wish);
    if (here.length === 0) break;
    for (const [place, { node }] of here.entries()) {
      places.set(node.key, place);
      placed.push({ node, layer, place });
    }
    width = Math.max(width, here.length);
    layer++;
  }
  const alone = nodes.filter(({ key }) => !related.has(key));
  return [
    ...placed,
    ...alone.map((node, index) => ({ node, layer: layer + Math.floor(index / width), place: index % width })),
  ];
}

function parentsIn(edges: Graph['edges']): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string[]>();
  for (const { from, to } of edges) parents.set(to, [...(parents.get(to) ?? []), from]);
  return parents;
}

/** The length of the longest way to each notebook. What closes a circle does not count. */
function longestPaths(
  nodes: Graph['nodes'],
  parents: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, number> {
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

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

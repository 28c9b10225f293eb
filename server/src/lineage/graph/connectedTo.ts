import type { Graph, GraphEdge } from 'nbproject-protocol';

/** The part of a graph that a node builds on, and that builds on it, with all edges between those. */
export function connectedTo({ nodes, edges }: Graph, key: string): Graph {
  if (!nodes.some((node) => node.key === key)) return { nodes: [], edges: [] };
  const kept = new Set([
    ...reachable(key, edges, (edge) => [edge.to, edge.from]),
    ...reachable(key, edges, (edge) => [edge.from, edge.to]),
  ]);
  return {
    nodes: nodes.filter((node) => kept.has(node.key)),
    edges: edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}

function reachable(
  start: string,
  edges: readonly GraphEdge[],
  direction: (edge: GraphEdge) => readonly [from: string, to: string],
): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    const [from, to] = direction(edge);
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  const found = new Set([start]);
  for (const key of found) for (const neighbour of next.get(key) ?? []) found.add(neighbour);
  return found;
}

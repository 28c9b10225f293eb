import type { Graph } from 'nbproject-protocol';
import { expect, test } from 'vitest';
import { layersOf } from '../../clients/vscode/src/webview/layers.ts';

/** `a>b` is an edge from a to b; `a` alone a notebook. */
function graphOf(...parts: string[]): Graph {
  const edges = parts.filter((part) => part.includes('>')).map((part) => part.split('>') as [string, string]);
  const keys = [...new Set(parts.flatMap((part) => part.split('>')))];
  return {
    nodes: keys.map((key) => ({ key, id: null, uri: null, title: null, version: null, state: null })),
    edges: edges.map(([from, to]) => ({ from, to, kind: 'parent' })),
  };
}

function rowsOf(graph: Graph): string[] {
  const rows: string[][] = [];
  for (const { node, layer, place } of layersOf(graph)) {
    rows[layer] ??= [];
    rows[layer][place] = node.key;
  }
  return rows.map((row) => row.join(' '));
}

test('Should place each notebook below all that it builds on', () => {
  expect(rowsOf(graphOf('a>b', 'b>c', 'a>c'))).toEqual(['a', 'b', 'c']);
});

test('Should place notebooks near those that they build on', () => {
  expect(rowsOf(graphOf('a>x', 'b>y', 'b>z', 'a>w'))).toEqual(['a b', 'x w y z']);
});

test('Should place those that stand alone below, in rows', () => {
  expect(rowsOf(graphOf('a>b', 'c', 'd', 'e', 'f'))).toEqual(['a', 'b', 'c d e', 'f']);
});

test('Should place every notebook once, also of a circle', () => {
  expect(rowsOf(graphOf('a>b', 'b>a')).join(' ').split(' ').sort()).toEqual(['a', 'b']);
  expect(rowsOf(graphOf('a>a'))).toEqual(['a']);
});

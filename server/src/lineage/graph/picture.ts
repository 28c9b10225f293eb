import type { Graph, GraphFormat } from 'nbproject-protocol';
import { dotOf, type LinkOf } from './dot.ts';
import { drawingOf } from './drawing.ts';
import { mermaidOf } from './mermaid.ts';
import { svgOf } from './svg.ts';

/** A graph's picture as text; a sentence where there is too much to draw. */
export async function pictureOf(
  graph: Graph,
  format: Exclude<GraphFormat, 'json'>,
  linkOf: LinkOf,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  const drawing = drawingOf(graph);
  switch (format) {
    case 'mermaid':
      return { text: mermaidOf(drawing) };
    case 'dot':
      return { text: dotOf(drawing, linkOf) };
    case 'svg':
      return svgOf(drawing, linkOf);
  }
}

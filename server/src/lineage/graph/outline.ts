import type { Graph } from 'nbproject-protocol';
import { type Box, drawingOf } from './drawing.ts';

/** So many arrows fit in a message. */
const shown = 15;

/** A graph in words, a line for each arrow, where nothing else can be shown. */
export function outlineOf(graph: Graph): string {
  const { boxes, arrows } = drawingOf(graph);
  if (arrows.length === 0) return `No notebook of ${boxes.length} builds on another.`;
  const byName = new Map(boxes.map((box) => [box.name, box]));
  const lines = arrows.slice(0, shown).map(({ from, to, label }) => {
    const why = label === '' ? '' : ` (${label})`;
    return `${called(byName.get(from))} → ${called(byName.get(to))}${why}`;
  });
  const more = arrows.length > shown ? [`and ${arrows.length - shown} more`] : [];
  return [...lines, ...more].join('\n');
}

function called(box: Box | undefined): string {
  return box?.state === 'elsewhere' ? `${box.title}, not in this project` : (box?.title ?? '');
}

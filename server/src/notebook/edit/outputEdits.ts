import type { SetOutputText } from 'nbproject-protocol';
import { nodeAlong } from '../json/tree.ts';
import type { RawCell } from '../read/rawCell.ts';
import type { OffsetEdit, Text } from '../text/text.ts';
import { linesOf } from './sourceEdits.ts';
import type { Style } from './style.ts';
import { valueEdits } from './valueEdits.ts';

/** The edits that replace texts in a cell's outputs. A text that is stored as a list of lines stays one. */
export function outputTextEdits(
  text: Text,
  style: Style,
  cell: RawCell,
  start: number,
  edits: readonly SetOutputText[],
): OffsetEdit[] {
  const outputs = edits.length > 0 ? cell.field('outputs') : undefined;
  if (!outputs) return [];
  const tree = outputs.value.tree();
  return edits.flatMap(({ output, mimeType, text: newText }) => {
    const path = [output, 'data', mimeType];
    const { node, steps } = nodeAlong(tree, path);
    if (steps < path.length) return [];
    const value = node.type === 'array' ? linesOf(newText) : newText;
    return valueEdits({ text, style, base: start + outputs.start }, node, undefined, value);
  });
}

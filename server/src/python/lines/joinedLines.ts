import type { LogicalLine } from './logicalLine.ts';

/**
 * The text of these logical lines with each on one line, of the same length: spaces for what Python passes over inside brackets.
 * tree-sitter takes a line there that starts further left than its block for the end of the block.
 */
export function joinedLines(text: string, lines: readonly LogicalLine[]): string {
  const pieces: string[] = [];
  let copied = 0;
  for (const { unclosed, unterminated, breaks } of lines) {
    if (unclosed !== -1 || unterminated !== -1) continue;
    for (const { start, end } of breaks) {
      pieces.push(text.slice(copied, start), ' '.repeat(end - start));
      copied = end;
    }
  }
  return copied === 0 ? text : pieces.join('') + text.slice(copied);
}

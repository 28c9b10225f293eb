import { logicalLineAt } from './logicalLine.ts';

/**
 * The text with each logical line on one line, of the same length: spaces for what Python passes over inside brackets.
 * tree-sitter takes a line there that starts further left than its block for the end of the block.
 */
export function joinedLines(text: string): string {
  const pieces: string[] = [];
  let copied = 0;
  for (let position = 0; position < text.length; ) {
    const { next, unclosed, unterminated, breaks } = logicalLineAt(text, position);
    for (const { start, end } of unclosed === -1 && unterminated === -1 ? breaks : []) {
      pieces.push(text.slice(copied, start), ' '.repeat(end - start));
      copied = end;
    }
    position = next;
  }
  return copied === 0 ? text : pieces.join('') + text.slice(copied);
}

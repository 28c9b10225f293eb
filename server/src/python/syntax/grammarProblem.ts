import { isBuiltinLineMagic } from '../ipython/magics.ts';
import { type LogicalLine, lineEnd } from '../lines/logicalLine.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';
import { problemAt, type SyntaxProblem } from './problem.ts';

/** Where the grammar gave up, in words as near to Python's as can be told. */
export function grammarProblem(text: string, lines: readonly LogicalLine[], root: SyntaxNode): SyntaxProblem {
  const [bracket, node] = [bracketProblem(text, lines), errorNode(text, root)];
  if (bracket !== undefined && (node === undefined || node.end > bracket.start)) return bracket;
  return node ?? problemAt({ start: 0, end: Math.min(text.length, 1) }, 'Invalid syntax');
}

/** A bracket or a string that nothing closes: the parser finds that out at the end, the reader wants to know where it starts. */
function bracketProblem(text: string, lines: readonly LogicalLine[]): SyntaxProblem | undefined {
  for (const { unclosed, unmatched, unterminated } of lines) {
    if (unterminated !== -1)
      return { message: 'Unterminated string literal', start: unterminated, end: lineEnd(text, unterminated) };
    if (unmatched !== -1) return { message: `Unmatched '${text[unmatched]}'`, start: unmatched, end: unmatched + 1 };
    if (unclosed !== -1) {
      const isString = /["']/.test(text[unclosed] ?? '');
      const message = isString ? 'Unterminated triple-quoted string literal' : `'${text[unclosed]}' was never closed`;
      return { message, start: unclosed, end: unclosed + (isString ? 3 : 1) };
    }
  }
  return undefined;
}

function errorNode(text: string, node: SyntaxNode): SyntaxProblem | undefined {
  if (node.type === 'ERROR') {
    const place = firstLine(text, deepest(node));
    return problemAt(place, messageFor(text, place.start));
  }
  if (node.start === node.end && node.children.length === 0 && mayBeMissing(node)) return missing(text, node);
  for (const child of node.children) {
    const found = errorNode(text, child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function messageFor(text: string, offset: number): string {
  const word = /^(\w+)[ \t]+[\w-]/.exec(text.slice(offset, offset + 40))?.[1];
  const magic = word !== undefined && isBuiltinLineMagic(word) && /(?:^|\n)[ \t]*$/.test(text.slice(0, offset));
  return magic ? `Invalid syntax: in a cell of several lines, \`${word}\` needs a % before it` : 'Invalid syntax';
}

/** Blocks and string contents can be empty; anything else without length was put in by the parser. */
function mayBeMissing({ type }: SyntaxNode): boolean {
  return !['block', 'module', 'string_content', 'string_end', 'argument_list', 'parameters'].includes(type);
}

function missing(text: string, node: SyntaxNode): SyntaxProblem {
  const end = Math.min(node.start + 1, text.length);
  return problemAt(
    { start: Math.min(node.start, Math.max(end - 1, 0)), end },
    node.named ? 'Invalid syntax' : `Expected '${node.type}'`,
  );
}

/** The unexpected token comes after what the parser had understood so far. */
function deepest(node: SyntaxNode): SyntaxNode {
  return node.children.findLast((child) => child.type === 'ERROR') ?? node;
}

function firstLine(text: string, node: SyntaxNode): { start: number; end: number } {
  const end = text.indexOf('\n', node.start);
  return { start: node.start, end: end === -1 || end > node.end ? node.end : Math.max(end, node.start + 1) };
}

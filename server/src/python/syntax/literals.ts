import type { SyntaxNode } from '../tree/syntaxNode.ts';
import { problemAt, type SyntaxProblem } from './problem.ts';

/** Octals and longs of Python 2, and digits that their base does not have. */
export function numberProblem(node: SyntaxNode, text: string): SyntaxProblem | undefined {
  const number = text.slice(node.start, node.end);
  if (/^0[0-9_]*[1-9][0-9_]*[lL]?$/.test(number))
    return problemAt(
      node,
      'Leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
    );
  if (
    /^\w/.test(text.slice(node.end, node.end + 1)) &&
    !/^(?:and|else|for|if|in|is|or)\b/.test(text.slice(node.end, node.end + 5))
  )
    return problemAt(node, 'Invalid decimal literal');
  return validNumber.test(number) ? undefined : problemAt(node, 'Invalid number');
}

const validNumber =
  /^(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?\.?(?:\d(?:_?\d)*)?(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?)$/;

/** Backquotes and `ur''` of Python 2. */
export function stringProblem(node: SyntaxNode, text: string): SyntaxProblem | undefined {
  const start = node.children[0];
  if (start === undefined) return undefined;
  const opening = text.slice(start.start, start.end);
  if (opening.includes('`')) return problemAt(node, 'Invalid syntax');
  return /^(?:[rRbBuUfFtT]|[rR][bBfFtT]|[bBfFtT][rR])?["']/.test(opening)
    ? undefined
    : problemAt(start, 'Invalid string prefix');
}

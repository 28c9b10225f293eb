import type { SyntaxNode } from '../tree/syntaxNode.ts';
import { problemAt, type SyntaxProblem } from './problem.ts';

/** Octals and longs of Python 2, and digits that their base does not have. */
export function numberProblem(node: SyntaxNode, text: string): SyntaxProblem | undefined {
  const number = text.slice(node.start, node.end);
  if (/^0[0_]*[1-9][0-9_]*[lL]?$/.test(number))
    return problemAt(
      node,
      'Leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers',
    );
  if (
    /^\w/.test(text.slice(node.end, node.end + 1)) &&
    !/^(?:and|else|for|if|in|is|or)\b/.test(text.slice(node.end, node.end + 5))
  )
    return problemAt(node, 'Invalid decimal literal');
  return validNumber.test(number) ? undefined : problemAt(node, 'Invalid decimal literal');
}

const validNumber =
  /^(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?(?:\.(?:\d(?:_?\d)*)?)?(?:[eE][+-]?\d(?:_?\d)*)?[jJ]?)$/;

/** Backquotes and `ur''` of Python 2, escapes that are cut short (`"C:\Users"`), and what bytes cannot hold. */
export function stringProblem(node: SyntaxNode, text: string): SyntaxProblem | undefined {
  const start = node.children[0];
  if (start === undefined) return undefined;
  const opening = text.slice(start.start, start.end);
  if (opening.includes('`')) return problemAt(node, 'Invalid syntax');
  if (!/^(?:[rRbBuUfFtT]|[rR][bBfFtT]|[bBfFtT][rR])?["']/.test(opening))
    return problemAt(start, 'Invalid string prefix');
  for (const content of node.children) {
    const found = content.type === 'string_content' ? contentProblem(content, text, opening) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function contentProblem(content: SyntaxNode, text: string, opening: string): SyntaxProblem | undefined {
  const written = text.slice(content.start, content.end);
  if (/[bB]/.test(opening)) {
    return /^[\0-\x7f]*$/.test(written)
      ? undefined
      : problemAt(content, 'Bytes can only contain ASCII literal characters');
  }
  if (/[rR]/.test(opening) || !written.includes('\\')) return undefined;
  for (const { 0: escaped, index } of written.matchAll(
    /\\(?:x[0-9a-fA-F]{0,2}|u[0-9a-fA-F]{0,4}|U[0-9a-fA-F]{0,8}|[\s\S])/g,
  )) {
    const length = escapeLengths[escaped[1] ?? ''] ?? 0;
    if (escaped.length < length) {
      const start = content.start + index;
      return {
        message: `Truncated \\${escaped[1]} escape in a string; a path needs r"…" or doubled backslashes`,
        start,
        end: start + escaped.length,
      };
    }
  }
  return undefined;
}

const escapeLengths: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/** `b"a" "b"` */
export function mixedStrings(node: SyntaxNode, text: string): SyntaxProblem | undefined {
  const bytes = node.children.filter((child) => /^[rR]?[bB]/.test(text.slice(child.start, child.start + 2)));
  return bytes.length === 0 || bytes.length === node.children.length
    ? undefined
    : problemAt(node, 'Cannot mix bytes and nonbytes literals');
}

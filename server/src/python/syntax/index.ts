import type { LogicalLine } from '../lines/logicalLine.ts';
import type { SyntaxNode, SyntaxTree } from '../tree/syntaxNode.ts';
import { checks } from './checks.ts';
import { grammarProblem } from './grammarProblem.ts';
import { layoutProblem } from './layout.ts';
import { problemAt, type SyntaxProblem } from './problem.ts';

export type { SyntaxProblem } from './problem.ts';

/**
 * The first syntax error of a cell, or null. tree-sitter's grammar is made for highlighting and lets through what Python does
 * not: those errors are looked for on top.
 */
export function syntaxProblem(text: string, lines: readonly LogicalLine[], tree: SyntaxTree): SyntaxProblem | null {
  const checked = earliest(layoutProblem(text, lines, tree.root), checkedProblem(tree.root, text));
  const found = earliest(checked, tree.hasError ? grammarProblem(text, lines, tree.root) : undefined);
  return found === undefined ? null : visible(found, text);
}

/** At least one character, for an editor to underline, and no part of one: a line break of two is one. */
function visible({ message, start, end }: SyntaxProblem, text: string): SyntaxProblem {
  const within = Math.max(Math.min(start, text.length - 1), 0);
  const from = isInLineBreak(text, within) ? within - 1 : within;
  const to = Math.min(Math.max(end, from + 1), text.length);
  if (!isInLineBreak(text, to)) return { message, start: from, end: to };
  return { message, start: from, end: to - 1 > from ? to - 1 : to + 1 };
}

function isInLineBreak(text: string, offset: number): boolean {
  return text[offset] === '\n' && text[offset - 1] === '\r';
}

function checkedProblem(node: SyntaxNode, text: string): SyntaxProblem | undefined {
  let found = node.named ? checks.get(node.type)?.(node, text) : keywordProblem(node, text);
  for (const child of node.children) {
    if (found !== undefined && child.start >= found.start) break;
    found = earliest(found, checkedProblem(child, text));
  }
  return found;
}

function earliest(one: SyntaxProblem | undefined, two: SyntaxProblem | undefined): SyntaxProblem | undefined {
  if (one === undefined || two === undefined) return one ?? two;
  return two.start < one.start ? two : one;
}

/** `importnumpy`: the grammar takes a keyword wherever one fits, even at the head of a longer word. */
function keywordProblem(node: SyntaxNode, text: string): SyntaxProblem | undefined {
  // Most tokens are punctuation, and end the question here.
  if (node.type < 'a' || node.type >= '{' || node.end === node.start) return undefined;
  return /\w/.test(text[node.end] ?? '') ? problemAt(node, 'Invalid syntax') : undefined;
}

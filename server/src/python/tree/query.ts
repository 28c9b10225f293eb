import type { SyntaxNode } from './syntaxNode.ts';

/** The first child in this role. */
export function childIn(node: SyntaxNode, field: string): SyntaxNode | undefined {
  for (const child of node.children) if (child.field === field) return child;
  return undefined;
}

/** All children in this role. */
export function childrenIn(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  return node.children.filter((child) => child.field === field);
}

function childOfType(node: SyntaxNode, type: string): SyntaxNode | undefined {
  for (const child of node.children) if (child.type === type) return child;
  return undefined;
}

export function hasToken(node: SyntaxNode, token: string): boolean {
  return childOfType(node, token) !== undefined;
}

/** Children that say something: no punctuation and no keywords. */
export function parts(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.named);
}

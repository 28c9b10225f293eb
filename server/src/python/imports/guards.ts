import type { SyntaxNode } from '../tree/syntaxNode.ts';

/** True for a statement inside which an import may fail, or is only for type checkers. */
export function guardsImports(node: SyntaxNode, text: string): boolean {
  switch (node.type) {
    case 'try_statement':
      return node.children.some((child) => child.type === 'except_clause' && importErrors.test(headOf(child, text)));
    case 'with_statement':
      return /\bsuppress\b.*\b(?:ImportError|ModuleNotFoundError)\b/s.test(headOf(node, text));
    case 'if_statement':
      return /\bTYPE_CHECKING\b/.test(headOf(node, text));
    default:
      return false;
  }
}

/** A handler of everything, or of what a failing import raises. */
const importErrors = /^except\s*(?:$|:)|\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b/;

/** What stands before the statement's block. */
function headOf(node: SyntaxNode, text: string): string {
  const block = node.children.find((child) => child.type === 'block');
  return text.slice(node.start, block?.start ?? node.end).trim();
}

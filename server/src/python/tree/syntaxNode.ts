import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { Grammar, NodeType } from './grammar.ts';

/**
 * A node of the syntax tree as plain data, comments left out. Offsets are UTF-16 code units of the text that was parsed.
 * A copy, because every look into wasm costs, and because wasm frees nothing by itself.
 */
export interface SyntaxNode {
  readonly type: string;
  /** False for punctuation and keywords, whose type is how they are written. */
  readonly named: boolean;
  /** The role that the grammar gives it in its parent; empty where it has none. */
  readonly field: string;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
}

export interface SyntaxTree {
  readonly root: SyntaxNode;
  /** True when something did not fit the grammar: the tree then has `ERROR` nodes, or nodes of no length for what is missing. */
  readonly hasError: boolean;
}

/** Parses, copies the tree in one walk, and frees it. */
export function parseTree(text: string, grammar: Grammar): SyntaxTree {
  const tree = grammar.parser.parse(text);
  // Only without a language or when cancelled, and neither happens here.
  if (tree === null) return { root: emptyModule, hasError: true };
  try {
    return { root: copy(tree, grammar), hasError: tree.rootNode.hasError };
  } finally {
    tree.delete();
  }
}

const emptyModule: SyntaxNode = { type: 'module', named: true, field: '', start: 0, end: 0, children: [] };
const none: readonly SyntaxNode[] = [];

const errorType: NodeType = { name: 'ERROR', named: true, leaf: false };

/** No language needs more, and the walks over the tree are recursive. */
const deepest = 400;

function copy(tree: Tree, grammar: Grammar): SyntaxNode {
  const cursor = tree.walk();
  try {
    return copyNode(cursor, grammar, 0);
  } finally {
    cursor.delete();
  }
}

function copyNode(cursor: TreeCursor, grammar: Grammar, depth: number): SyntaxNode {
  const { name: type, named, leaf } = grammar.types[cursor.nodeTypeId] ?? errorType;
  const field = grammar.fields[cursor.currentFieldId] ?? '';
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  if (leaf || depth > deepest || !cursor.gotoFirstChild()) return { type, named, field, start, end, children: none };
  const children: SyntaxNode[] = [];
  do {
    const child = copyNode(cursor, grammar, depth + 1);
    if (child.type !== 'comment' && child.type !== 'line_continuation') children.push(child);
  } while (cursor.gotoNextSibling());
  cursor.gotoParent();
  return { type, named, field, start, end, children };
}

import type { Tree } from 'web-tree-sitter';
import { joinedLines } from '../lines/joinedLines.ts';
import type { LogicalLine } from '../lines/logicalLine.ts';
import type { Grammar, NodeType } from './grammar.ts';

/**
 * A node of the syntax tree as plain data, comments left out. Offsets are UTF-16 code units of the text that was parsed.
 * A copy, because every look into wasm costs, and because wasm frees nothing by itself.
 */
export interface SyntaxNode {
  readonly type: string;
  /** False for punctuation and keywords, whose type is how they are written. */
  readonly named: boolean;
  /** The role that the grammar gives it in its parent; empty where it has none, and for punctuation and keywords. */
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

/** Parses a text of these logical lines, copies the tree in one walk, and frees it. Undefined for a text that takes the parser longer than a person waits. */
export function parseTree(text: string, lines: readonly LogicalLine[], grammar: Grammar): SyntaxTree | undefined {
  const limit = performance.now() + milliseconds;
  const progressCallback = () => performance.now() > limit;
  const tree = grammar.parser.parse(joinedLines(text, lines), null, { progressCallback });
  if (tree === null) {
    grammar.parser.reset();
    return undefined;
  }
  try {
    return { root: copy(tree, text, grammar), hasError: tree.rootNode.hasError };
  } finally {
    tree.delete();
  }
}

/** The parser takes a megabyte in a quarter of a second, but some texts that nobody writes in the square of their length. */
const milliseconds = 1500;

const none: readonly SyntaxNode[] = [];

function copy(tree: Tree, text: string, grammar: Grammar): SyntaxNode {
  const { cursor } = grammar;
  cursor.start(tree);
  try {
    return copyNode(text, grammar, errorType, cursor.startIndex(), 0);
  } finally {
    cursor.end();
  }
}

/** Each question to the cursor is a call into wasm, and they are most of the work: what can be known without is not asked. */
function copyNode(text: string, grammar: Grammar, parent: NodeType, start: number, depth: number): SyntaxNode {
  const { cursor } = grammar;
  const type = grammar.types[cursor.typeId()] ?? errorType;
  if (!type.named) {
    // A token is written as it is called, unless it is missing, or two words (`not in`).
    const end =
      text.startsWith(type.name, start) && !type.name.includes(' ') ? start + type.name.length : cursor.endIndex();
    return { type: type.name, named: false, field: '', start, end, children: none };
  }
  const field = parent.roleless ? '' : (grammar.fields[cursor.fieldId()] ?? '');
  const end = cursor.endIndex();
  if (type.leaf || depth > deepest || !cursor.gotoFirstChild())
    return { type: type.name, named: true, field, start, end, children: none };
  const children: SyntaxNode[] = [];
  // A node starts where its first child does, but for these.
  let child = copyNode(text, grammar, type, startsEarlier.has(type.name) ? cursor.startIndex() : start, depth + 1);
  for (;;) {
    if (child.type !== 'comment' && child.type !== 'line_continuation') children.push(child);
    if (!cursor.gotoNextSibling()) break;
    child = copyNode(text, grammar, type, cursor.startIndex(), depth + 1);
  }
  cursor.gotoParent();
  return { type: type.name, named: true, field, start, end, children };
}

const startsEarlier: ReadonlySet<string> = new Set(['module', 'block', 'ERROR']);

const errorType: NodeType = { name: 'ERROR', named: true, leaf: false, roleless: false };

/** No language needs more, and the walks over the tree are recursive. */
const deepest = 400;

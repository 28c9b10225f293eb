import type { Tree } from 'web-tree-sitter';

/**
 * Walks a tree as the library's TreeCursor does, which copies its state into WebAssembly and out again at each step: most of what reading a tree
 * costs. Here it stays where the module's functions leave it. They all share that place: one walk at a time, and nothing else of the library
 * until its end.
 */
export interface Cursor {
  /** Begins at the root. */
  readonly start: (tree: Tree) => void;
  readonly end: () => void;
  readonly typeId: () => number;
  readonly fieldId: () => number;
  /** In UTF-16 code units. */
  readonly startIndex: () => number;
  readonly endIndex: () => number;
  /** False where there is none: the cursor then stays where it is. */
  readonly gotoFirstChild: () => boolean;
  readonly gotoNextSibling: () => boolean;
  readonly gotoParent: () => void;
}

/** Of the module that the library has made. Its functions are no public part of the library: throws where one is missing. */
export function cursorOf(module: Readonly<Record<string, unknown>>): Cursor {
  const functionOf = (name: string): ((tree: number) => number) => {
    const found = module[`_ts_tree_${name}_wasm`];
    if (typeof found !== 'function') throw new Error(`This web-tree-sitter has no ${name}.`);
    return found as (tree: number) => number;
  };
  const rootNode = functionOf('root_node');
  const newCursor = functionOf('cursor_new');
  const deleteCursor = functionOf('cursor_delete');
  const typeId = functionOf('cursor_current_node_type_id');
  const fieldId = functionOf('cursor_current_field_id');
  const startIndex = functionOf('cursor_start_index');
  const endIndex = functionOf('cursor_end_index');
  const gotoFirstChild = functionOf('cursor_goto_first_child');
  const gotoNextSibling = functionOf('cursor_goto_next_sibling');
  const gotoParent = functionOf('cursor_goto_parent');
  let tree = 0;
  return {
    start: (walked) => {
      tree = (walked as unknown as InMemory)[0];
      // The one leaves the node where the other takes it from.
      rootNode(tree);
      newCursor(tree);
    },
    end: () => void deleteCursor(tree),
    typeId: () => typeId(tree),
    fieldId: () => fieldId(tree),
    startIndex: () => startIndex(tree),
    endIndex: () => endIndex(tree),
    gotoFirstChild: () => gotoFirstChild(tree) === 1,
    gotoNextSibling: () => gotoNextSibling(tree) === 1,
    gotoParent: () => void gotoParent(tree),
  };
}

/** An object of the library has its address in the module's memory under 0. */
interface InMemory {
  readonly 0: number;
}

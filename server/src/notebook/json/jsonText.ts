import type { JsonValue } from 'nbproject-protocol';
import { type JsonNode, parseTree, treeValue, typeAt } from './tree.ts';

/**
 * One JSON value as it was written, known to be valid (but for what {@link Oddity} names). Looked into only when asked:
 * outputs are most of a notebook's bytes, and most of them are never needed.
 */
export class JsonText {
  readonly raw: string;
  /** True when it nests deeper than is looked into. */
  readonly tooDeep: boolean;
  #tree: WeakRef<JsonNode> | undefined;

  constructor(raw: string, tooDeep: boolean) {
    this.raw = raw;
    this.tooDeep = tooDeep;
  }

  get type(): JsonNode['type'] {
    return typeAt(this.raw, 0);
  }

  /** The tree; offsets count from the start of `raw`. It is kept for as long as somebody uses it, and for those who ask in the same turn. */
  tree(): JsonNode {
    const known = this.#tree?.deref();
    if (known) return known;
    const tree = parseTree(this.raw);
    this.#tree = new WeakRef(tree);
    return tree;
  }

  /** The value as Python reads it: of equal keys the last one counts, NaN and Infinity are numbers. What is too deep is null. */
  value(): JsonValue {
    if (!this.tooDeep) {
      try {
        return JSON.parse(this.raw);
      } catch {
        // NaN and the like, which JSON.parse refuses.
      }
    }
    return treeValue(this.raw, this.tree());
  }
}

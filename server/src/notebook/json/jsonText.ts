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

  constructor(raw: string, tooDeep: boolean) {
    this.raw = raw;
    this.tooDeep = tooDeep;
  }

  get type(): JsonNode['type'] {
    return typeAt(this.raw, 0);
  }

  /** The tree, made anew at each call and not kept; offsets count from the start of `raw`. */
  tree(): JsonNode {
    return parseTree(this.raw);
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

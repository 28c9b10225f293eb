/**
 * What a cell does to the names of the notebook, in the order in which Python does it. Names of functions, classes and
 * comprehensions are gone: what is left concerns the notebook's own namespace. Offsets into the cell's source.
 */
export type NameEvent = Binding | Read | Deletion | Mutation | Unknowable;

interface Place {
  readonly start: number;
  readonly end: number;
  /**
   * The function or class at module level in whose body it stands, to happen when that is called, later than the cell;
   * empty for one without a name. Null for what happens when the cell runs.
   */
  readonly within: string | null;
}

export interface Binding extends Place {
  readonly kind: 'bind';
  readonly name: string;
  /** False where it can only be said that the name may be defined by this. */
  readonly certain: boolean;
  readonly value: BoundValue;
}

/**
 * What a name is bound to, as far as it matters to who shares and changes it. `module` is
 * `import x`, `import` what a module has: `from x import y`. `exception` lasts only as long as its handler,
 * `updated` is `x += 1`, which needs an x to begin with.
 */
export type BoundValue = 'module' | 'import' | 'definition' | 'constant' | 'exception' | 'updated' | 'other';

export interface Read extends Place {
  readonly kind: 'read';
  readonly name: string;
  /** False where a missing name is no error: guarded against, filled into a command, or in a branch that runs only after it was defined. */
  readonly certain: boolean;
  /** True in an annotation, which `from __future__ import annotations` keeps from being evaluated. */
  readonly annotation: boolean;
}

export interface Deletion extends Place {
  readonly kind: 'delete';
  readonly name: string;
  /** False for a deletion that may not happen. */
  readonly certain: boolean;
  /** The end of `except … as name:` deletes it, too. */
  readonly by: 'del' | 'except';
}

/** The object that a name stands for is changed: `x[0] = 1`, `x.append(1)`; or may be: `f(x)`, `x.unknown()`. */
interface Mutation extends Place {
  readonly kind: 'mutate';
  readonly name: string;
  readonly certain: boolean;
}

/** From here on any name may be defined: `from x import *`, `%run`, `exec(…)`. */
interface Unknowable extends Place {
  readonly kind: 'unknowable';
  readonly by: string;
}

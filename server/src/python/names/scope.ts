/** Where names live. The notebook's own namespace is the one without a parent. */
export interface Scope {
  readonly kind: 'module' | 'function' | 'class' | 'comprehension';
  readonly names: Set<string>;
  /** Declared `global` here. */
  readonly globals: ReadonlySet<string>;
  readonly parent: Scope | undefined;
}

export function moduleScope(): Scope {
  return { kind: 'module', names: new Set(), globals: new Set(), parent: undefined };
}

export function innerScope(
  kind: Scope['kind'],
  parent: Scope,
  names: Iterable<string> = [],
  globals: Iterable<string> = [],
): Scope {
  return { kind, names: new Set(names), globals: new Set(globals), parent };
}

/** True when the name, read in this scope, is one of the notebook's own (or of Python's), and not of a function or class. */
export function isGlobal(name: string, scope: Scope): boolean {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (at.kind === 'module' || at.globals.has(name)) return true;
    // The names of a class are seen by its own statements only, not by the functions in it.
    if ((at.kind !== 'class' || at === scope) && at.names.has(name)) return false;
  }
  return true;
}

/** The scope in which a binding made here takes place: a comprehension's walrus binds outside of it. */
export function bindingScope(scope: Scope): Scope {
  return scope.kind === 'comprehension' && scope.parent !== undefined ? bindingScope(scope.parent) : scope;
}

import type { SyntaxNode } from '../tree/syntaxNode.ts';
import type { BoundValue, NameEvent } from './events.ts';
import { bindingScope, isGlobal, type Scope } from './scope.ts';

/** Where in the program the walk is. */
export interface Frame {
  readonly scope: Scope;
  /** See `within` of the events. */
  readonly within: string | null;
  /** The class, or the variable that a lambda is given to, whose functions these are; empty where they have their own names. */
  readonly owner: string;
  /** The names whose absence is caught here. */
  readonly guarded: Guard;
  /** True where what is written may not be run. */
  readonly conditional: boolean;
  /** True in an annotation. */
  readonly annotation: boolean;
  /** In a branch inside a loop: the names that the loop binds, which an earlier turn may have bound. */
  readonly boundByLoop: ReadonlySet<string>;
  /** The names bound by the loop whose body this is, to be used in branches. */
  readonly loop: ReadonlySet<string>;
  readonly walk: Walk;
}

/** `try: … except NameError` catches the absence of every name, `try: … except: x = …` that of x. */
export type Guard = 'every name' | ReadonlySet<string>;

/** One walk over a cell's tree. */
interface Walk {
  readonly text: string;
  readonly emit: (event: NameEvent) => void;
  readonly visit: (node: SyntaxNode, frame: Frame) => void;
}

export type Visit = (node: SyntaxNode, frame: Frame) => void;

export function textOf(node: SyntaxNode, { walk }: Frame): string {
  return walk.text.slice(node.start, node.end);
}

export function visitAll(nodes: readonly (SyntaxNode | undefined)[], frame: Frame): void {
  for (const node of nodes) if (node !== undefined) frame.walk.visit(node, frame);
}

/** A frame for code that may not run; inside a loop, what the loop binds may be there from an earlier turn. */
export function inBranch(frame: Frame): Frame {
  return { ...frame, conditional: true, boundByLoop: frame.loop };
}

export function read(identifier: SyntaxNode, frame: Frame): void {
  const name = textOf(identifier, frame);
  if (!isGlobal(name, frame.scope)) return;
  const guarded = frame.guarded === 'every name' || frame.guarded.has(name);
  const certain = !guarded && !frame.boundByLoop.has(name);
  frame.walk.emit({
    kind: 'read',
    name,
    start: identifier.start,
    end: identifier.end,
    within: frame.within,
    certain,
    annotation: frame.annotation,
  });
}

export function bind(identifier: SyntaxNode, value: BoundValue, frame: Frame): void {
  const name = textOf(identifier, frame);
  const scope = bindingScope(frame.scope);
  if (scope.kind !== 'module' && !scope.globals.has(name)) {
    scope.names.add(name);
    return;
  }
  frame.walk.emit({
    kind: 'bind',
    name,
    start: identifier.start,
    end: identifier.end,
    within: frame.within,
    certain: true,
    value,
  });
}

/** The name may be defined from here on, by something that is not a binding. */
export function perhapsBind(name: string, place: { readonly start: number; readonly end: number }, frame: Frame): void {
  frame.walk.emit({
    kind: 'bind',
    name,
    start: place.start,
    end: place.end,
    within: frame.within,
    certain: false,
    value: 'other',
  });
}

export function unbind(identifier: SyntaxNode, by: 'del' | 'except', frame: Frame): void {
  const name = textOf(identifier, frame);
  if (!isGlobal(name, frame.scope)) return;
  const certain = by === 'except' || !(frame.conditional || frame.within !== null);
  frame.walk.emit({
    kind: 'delete',
    name,
    start: identifier.start,
    end: identifier.end,
    within: frame.within,
    certain,
    by,
  });
}

export function mutate(identifier: SyntaxNode, certain: boolean, frame: Frame): void {
  const name = textOf(identifier, frame);
  if (!isGlobal(name, frame.scope)) return;
  frame.walk.emit({
    kind: 'mutate',
    name,
    start: identifier.start,
    end: identifier.end,
    within: frame.within,
    certain,
  });
}

export function unknowable(node: SyntaxNode, by: string, frame: Frame): void {
  frame.walk.emit({ kind: 'unknowable', by, start: node.start, end: node.end, within: frame.within });
}

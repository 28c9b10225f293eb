import { childIn, parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';
import type { BoundValue } from './events.ts';
import {
  bind,
  type Frame,
  mutate,
  perhapsBind,
  read,
  textOf,
  unbind,
  unknowable,
  type Visit,
  visitAll,
} from './frame.ts';
import { importedIdentifiers, targetsOf } from './targets.ts';

/** Statements and expressions that bind, change or delete. */
export const assignments: Readonly<Record<string, Visit>> = {
  assignment,
  augmented_assignment: augmentedAssignment,
  named_expression: (node, frame) => {
    const [name, value] = [childIn(node, 'name'), childIn(node, 'value')];
    visitAll([value], frame);
    if (name !== undefined) bind(name, boundValue(value), frame);
  },
  as_pattern: (node, frame) => {
    const alias = childIn(node, 'alias');
    visitAll(
      parts(node).filter((child) => child !== alias),
      frame,
    );
    if (alias !== undefined) assign(alias, 'other', frame);
  },
  delete_statement: (node, frame) => {
    for (const target of parts(node).flatMap(targetsOf)) remove(target, frame);
  },
  import_statement: (node, frame) => {
    for (const identifier of importedIdentifiers(node)) bind(identifier, 'module', frame);
  },
  import_from_statement: (node, frame) => {
    for (const identifier of importedIdentifiers(node)) bind(identifier, 'import', frame);
    if (node.children.some((child) => child.type === 'wildcard_import')) unknowable(node, 'import *', frame);
  },
  future_import_statement: (node, frame) => {
    for (const identifier of importedIdentifiers(node)) bind(identifier, 'import', frame);
  },
  type_alias_statement: (node, frame) => {
    const name = firstIdentifier(childIn(node, 'left'));
    if (name !== undefined) bind(name, 'definition', frame);
  },
  global_statement: () => {},
  nonlocal_statement: () => {},
};

function assignment(node: SyntaxNode, frame: Frame): void {
  const [left, right, type] = [childIn(node, 'left'), childIn(node, 'right'), childIn(node, 'type')];
  // `f = lambda: …` names the function in whose body what follows stands.
  const named = right?.type === 'lambda' && left?.type === 'identifier' && frame.within === null;
  visitAll([right], named ? { ...frame, owner: frame.owner || textOf(left, frame) } : frame);
  // Python does not evaluate the annotations of a function's own variables.
  if (frame.scope.kind !== 'function') visitAll([type], { ...frame, annotation: true });
  if (left === undefined) return;
  if (right !== undefined) assign(left, boundValue(right), frame);
  else if (left.type !== 'identifier') visitAll([left], frame);
}

function augmentedAssignment(node: SyntaxNode, frame: Frame): void {
  const [left, right] = [childIn(node, 'left'), childIn(node, 'right')];
  if (left?.type === 'identifier') read(left, frame);
  visitAll([right], frame);
  if (left !== undefined) assign(left, 'updated', frame);
}

export function assign(target: SyntaxNode, value: BoundValue, frame: Frame): void {
  const targets = targetsOf(target);
  for (const each of targets) {
    if (each.type === 'identifier') bind(each, targets.length === 1 ? value : 'other', frame);
    else change(each, frame);
  }
}

/** `x.a = …`, `x[0] = …`: reads x and changes it. */
function change(target: SyntaxNode, frame: Frame): void {
  visitAll([target], frame);
  const root = rootOf(target);
  if (root === undefined) {
    defineThroughCall(target, frame);
    return;
  }
  mutate(root, true, frame);
  const attribute = target.type === 'attribute' ? childIn(target, 'attribute') : undefined;
  if (attribute !== undefined && namespaces.has(textOf(root, frame)))
    perhapsBind(textOf(attribute, frame), attribute, frame);
}

/** Modules whose attributes are names everywhere. */
const namespaces: ReadonlySet<string> = new Set(['builtins', '__builtins__', '__builtin__', '__main__']);

/** `globals()["name"] = …` */
function defineThroughCall(target: SyntaxNode, frame: Frame): void {
  const called = childIn(childIn(target, 'value') ?? target, 'function');
  if (target.type !== 'subscript' || called === undefined || !/^(?:globals|locals|vars)$/.test(textOf(called, frame)))
    return;
  const key = childIn(target, 'subscript');
  const name = key?.type === 'string' ? /^["']([^\W\d]\w*)["']$/u.exec(textOf(key, frame))?.[1] : undefined;
  if (name !== undefined && key !== undefined) perhapsBind(name, key, frame);
  else unknowable(target, 'globals()', frame);
}

function remove(target: SyntaxNode, frame: Frame): void {
  if (target.type === 'identifier') {
    read(target, frame);
    unbind(target, 'del', frame);
  } else change(target, frame);
}

/** The name at the left end of `x.a[0].b`; undefined where there is none, as in `f().a`. */
export function rootOf(node: SyntaxNode | undefined): SyntaxNode | undefined {
  if (node?.type === 'identifier') return node;
  if (node?.type === 'attribute') return rootOf(childIn(node, 'object'));
  return node?.type === 'subscript' ? rootOf(childIn(node, 'value')) : undefined;
}

function boundValue(node: SyntaxNode | undefined): BoundValue {
  if (node === undefined) return 'other';
  if (node.type === 'assignment') return boundValue(childIn(node, 'right'));
  if (node.type === 'lambda') return 'definition';
  return isConstant(node) ? 'constant' : 'other';
}

/** A value that nothing can change. */
function isConstant(node: SyntaxNode): boolean {
  if (node.type === 'string') return !node.children.some((child) => child.type === 'interpolation');
  if (
    ['tuple', 'expression_list', 'unary_operator', 'parenthesized_expression', 'concatenated_string'].includes(
      node.type,
    )
  )
    return parts(node).every(isConstant);
  return ['integer', 'float', 'true', 'false', 'none', 'ellipsis'].includes(node.type);
}

function firstIdentifier(node: SyntaxNode | undefined): SyntaxNode | undefined {
  if (node === undefined || node.type === 'identifier') return node;
  return firstIdentifier(parts(node)[0]);
}

import { childIn, childrenIn, parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';
import { bind, type Frame, read, textOf, type Visit, visitAll } from './frame.ts';
import { comprehensionNames, namesBoundIn } from './locals.ts';
import { innerScope } from './scope.ts';
import { parameterNames } from './targets.ts';

/** What has names of its own: functions, classes, comprehensions. */
export const definitions: Readonly<Record<string, Visit>> = {
  function_definition: functionDefinition,
  class_definition: classDefinition,
  lambda,
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  dictionary_comprehension: comprehension,
  generator_expression: comprehension,
};

function functionDefinition(node: SyntaxNode, frame: Frame): void {
  const name = childIn(node, 'name');
  const typed = withTypeParameters(node, frame);
  const parameters = childIn(node, 'parameters');
  visitParameters(parameters, frame, typed);
  visitAll([childIn(node, 'return_type')], { ...typed, annotation: true });
  if (name !== undefined) bind(name, 'definition', frame);
  const body = childIn(node, 'body');
  const own = parameterNames(parameters).map((parameter) => textOf(parameter, frame));
  const { bound, globals } = namesBoundIn(body, frame.walk.text);
  const scope = innerScope('function', typed.scope, [...bound, ...own], globals);
  visitAll([body], { ...bodyFrame(frame, name === undefined ? '' : textOf(name, frame)), scope });
}

function lambda(node: SyntaxNode, frame: Frame): void {
  const parameters = childIn(node, 'parameters');
  visitParameters(parameters, frame, frame);
  const own = parameterNames(parameters).map((parameter) => textOf(parameter, frame));
  const scope = innerScope('function', frame.scope, own);
  visitAll([childIn(node, 'body')], { ...bodyFrame(frame, ''), scope });
}

/** A body runs when it is called: nothing of where it is written guards it. */
function bodyFrame(frame: Frame, name: string): Frame {
  return {
    ...frame,
    within: frame.within ?? (frame.owner || name),
    guarded: none,
    conditional: true,
    annotation: false,
    loop: none,
    boundByLoop: none,
  };
}

const none: ReadonlySet<string> = new Set();

/** Defaults belong to the scope around, annotations see the type parameters. */
function visitParameters(parameters: SyntaxNode | undefined, frame: Frame, typed: Frame): void {
  for (const parameter of parameters === undefined ? [] : parts(parameters)) {
    visitAll([childIn(parameter, 'value')], frame);
    visitAll([childIn(parameter, 'type')], { ...typed, annotation: true });
  }
}

function withTypeParameters(node: SyntaxNode, frame: Frame): Frame {
  const parameters = childIn(node, 'type_parameters');
  if (parameters === undefined) return frame;
  const names = parts(parameters).map((parameter) => /[^\W\d]\w*/u.exec(textOf(parameter, frame))?.[0] ?? '');
  return { ...frame, scope: innerScope('function', frame.scope, names) };
}

function classDefinition(node: SyntaxNode, frame: Frame): void {
  const name = childIn(node, 'name');
  const typed = withTypeParameters(node, frame);
  visitAll([childIn(node, 'superclasses')], typed);
  const { globals } = namesBoundIn(childIn(node, 'body'), frame.walk.text);
  const scope = innerScope('class', typed.scope, [], globals);
  visitAll([childIn(node, 'body')], {
    ...frame,
    scope,
    owner: frame.owner || (name === undefined ? '' : textOf(name, frame)),
  });
  if (name !== undefined) bind(name, 'definition', frame);
}

function comprehension(node: SyntaxNode, frame: Frame): void {
  const [first, ...rest] = parts(node).filter((child) => child.type === 'for_in_clause' || child.type === 'if_clause');
  if (first !== undefined) visitAll(childrenIn(first, 'right'), frame);
  const inner = {
    ...frame,
    scope: innerScope('comprehension', frame.scope, comprehensionNames(node, frame.walk.text)),
  };
  for (const clause of first === undefined ? [] : [first, ...rest]) {
    if (clause.type === 'if_clause') visitAll(parts(clause), inner);
    else {
      if (clause !== first) visitAll(childrenIn(clause, 'right'), inner);
      for (const target of childrenIn(clause, 'left')) visitTarget(target, inner);
    }
  }
  visitAll([childIn(node, 'body')], inner);
}

/** `[0 for x[i] in y]`: what a target that is no name reads. */
function visitTarget(target: SyntaxNode, frame: Frame): void {
  if (target.type === 'identifier') read(target, frame);
  else visitAll(parts(target), frame);
}

import { childIn, parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';
import { assign } from './assignments.ts';
import {
  bind,
  type Frame,
  type Guard,
  inBranch,
  perhapsBind,
  read,
  textOf,
  unbind,
  type Visit,
  visitAll,
} from './frame.ts';
import { namesBoundIn } from './locals.ts';
import { boundIdentifiers, captures } from './targets.ts';

/** Compound statements, and the expressions that run a part of themselves only sometimes. */
export const blocks: Readonly<Record<string, Visit>> = {
  if_statement: ifStatement,
  elif_clause: ifStatement,
  conditional_expression: (node, frame) => visitAll(parts(node), inBranch(frame)),
  boolean_operator: (node, frame) => {
    visitAll([childIn(node, 'left')], frame);
    visitAll([childIn(node, 'right')], inBranch(frame));
  },
  for_statement: (node, frame) => {
    const left = childIn(node, 'left');
    visitAll([childIn(node, 'right')], frame);
    if (left !== undefined) assign(left, 'other', frame);
    loopBody(node, frame);
  },
  while_statement: (node, frame) => {
    visitAll([childIn(node, 'condition')], frame);
    loopBody(node, frame);
  },
  try_statement: tryStatement,
  except_clause: exceptClause,
  except_group_clause: exceptClause,
  with_statement: (node, frame) => {
    const clause = parts(node).find((child) => child.type === 'with_clause');
    visitAll([clause], frame);
    const guarded = clause !== undefined && /\bNameError\b/.test(textOf(clause, frame));
    visitAll([childIn(node, 'body')], guarded ? { ...frame, guarded: 'every name' } : frame);
  },
  case_clause: (node, frame) => {
    for (const pattern of parts(node).filter((child) => child.type === 'case_pattern')) {
      const { binds, reads } = captures(pattern);
      for (const identifier of reads) read(identifier, frame);
      for (const identifier of binds) bind(identifier, 'other', frame);
    }
    visitAll([childIn(node, 'guard'), childIn(node, 'consequence')], inBranch(frame));
  },
};

function ifStatement(node: SyntaxNode, frame: Frame): void {
  const condition = childIn(node, 'condition');
  visitAll([condition], frame);
  if (condition !== undefined) noteLookups(condition, frame);
  visitAll(
    parts(node).filter((child) => child !== condition),
    inBranch(frame),
  );
}

/** `if "x" in globals()`: whoever asks for the name will not stumble over it. */
function noteLookups(condition: SyntaxNode, frame: Frame): void {
  for (const match of textOf(condition, frame).matchAll(
    /["']([^\W\d]\w*)["']\s+(?:not\s+)?in\s+(?:globals|locals|vars|dir)\s*\(/gu,
  )) {
    perhapsBind(
      match[1] ?? '',
      { start: condition.start + match.index, end: condition.start + match.index + match[0].length },
      frame,
    );
  }
}

function loopBody(node: SyntaxNode, frame: Frame): void {
  const bound = frame.scope.kind === 'function' ? nothing : namesBoundIn(childIn(node, 'body'), frame.walk.text).bound;
  const loop = frame.loop.size === 0 ? bound : new Set([...frame.loop, ...bound]);
  visitAll([childIn(node, 'body')], { ...frame, conditional: true, loop });
  visitAll([childIn(node, 'alternative')], inBranch(frame));
}

const nothing: ReadonlySet<string> = new Set();

function tryStatement(node: SyntaxNode, frame: Frame): void {
  const branch = inBranch(frame);
  visitAll([childIn(node, 'body')], { ...branch, guarded: guardOf(node, frame) });
  for (const child of parts(node)) {
    if (child.field !== 'body') visitAll([child], child.type === 'finally_clause' ? frame : branch);
  }
}

/**
 * A handler for any exception catches missing names as well, but hides a mistake more often than it asks a question: it guards
 * only the names for which it has another value.
 */
function guardOf(node: SyntaxNode, frame: Frame): Guard {
  if (frame.guarded === 'every name') return frame.guarded;
  const names = new Set(frame.guarded);
  for (const handler of parts(node).filter((child) => child.type.startsWith('except'))) {
    const caught = parts(handler).find((child) => child.type !== 'block');
    const written = caught === undefined ? 'Exception' : textOf(caught, frame);
    if (/\bNameError\b/.test(written)) return 'every name';
    if (/\b(?:Base)?Exception\b/.test(written))
      for (const name of namesBoundIn(handler, frame.walk.text).bound) names.add(name);
  }
  return names;
}

function exceptClause(node: SyntaxNode, frame: Frame): void {
  const block = parts(node).find((child) => child.type === 'block');
  const value = parts(node).find((child) => child.type !== 'block');
  const alias = value?.type === 'as_pattern' ? childIn(value, 'alias') : childIn(node, 'alias');
  const identifier = alias === undefined ? undefined : boundIdentifiers(alias)[0];
  visitAll(value?.type === 'as_pattern' ? parts(value).filter((child) => child !== alias) : [value], frame);
  if (identifier !== undefined) bind(identifier, 'exception', frame);
  visitAll([block], frame);
  if (identifier !== undefined) unbind(identifier, 'except', frame);
}

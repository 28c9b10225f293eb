import type { PythonText } from '../ipython/index.ts';
import { childIn, parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';
import { assignments } from './assignments.ts';
import { blocks } from './blocks.ts';
import { call } from './calls.ts';
import { definitions } from './definitions.ts';
import type { NameEvent } from './events.ts';
import { type Frame, read, type Visit, visitAll } from './frame.ts';
import { commandEvents, magicEvents, unknownBodyEvents } from './magicEvents.ts';
import { moduleScope } from './scope.ts';

/** What a cell does to the names of the notebook, in Python's order. Offsets into the text. */
export function nameEvents(python: PythonText, root: SyntaxNode): readonly NameEvent[] {
  const events: NameEvent[] = [];
  let pending = 0;
  /** IPython's lines have left a placeholder in the tree: what they do happens when the walk has come there. */
  const commandsBefore = (offset: number, frame: Frame): void => {
    for (
      let command = python.commands[pending];
      command !== undefined && command.start < offset;
      command = python.commands[pending]
    ) {
      pending++;
      commandEvents(command, frame);
    }
  };
  const visit: Visit = (node, frame) => {
    if (node.type !== 'module' && node.type !== 'block') return (visits[node.type] ?? visitParts)(node, frame);
    for (const statement of parts(node)) {
      commandsBefore(compound.has(statement.type) ? statement.start : statement.end, frame);
      visit(statement, frame);
    }
  };
  const frame: Frame = {
    scope: moduleScope(),
    within: null,
    owner: '',
    guarded: none,
    conditional: false,
    annotation: false,
    boundByLoop: none,
    loop: none,
    walk: { text: python.text, emit: (event) => events.push(event), visit },
  };
  for (const magic of python.magics)
    magicEvents({ ...magic, argumentsStart: magic.end - magic.arguments.length }, frame);
  const last = python.magics.at(-1);
  if (last !== undefined) unknownBodyEvents(python.unknownBody, last, frame);
  visit(root, frame);
  commandsBefore(Number.POSITIVE_INFINITY, frame);
  return events;
}

const none: ReadonlySet<string> = new Set();

function visitParts(node: SyntaxNode, frame: Frame): void {
  for (const child of node.children) if (child.named) frame.walk.visit(child, frame);
}

const visits: Readonly<Record<string, Visit>> = {
  ...assignments,
  ...blocks,
  ...definitions,
  call,
  identifier: read,
  attribute: (node, frame) => visitAll([childIn(node, 'object')], frame),
  keyword_argument: (node, frame) => visitAll([childIn(node, 'value')], frame),
};

const compound: ReadonlySet<string> = new Set(
  (
    'if_statement for_statement while_statement try_statement with_statement function_definition class_definition ' +
    'decorated_definition match_statement'
  ).split(' '),
);

import type { LogicalLine } from '../lines/logicalLine.ts';
import { childIn } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';
import { problemAt, type SyntaxProblem } from './problem.ts';

/**
 * Lines and indentation: a statement ends with its logical line, the statements of a block stand in one column, and a block has
 * a statement. tree-sitter skips line ends wherever no statement can end.
 */
export function layoutProblem(
  text: string,
  lines: readonly LogicalLine[],
  root: SyntaxNode,
): SyntaxProblem | undefined {
  return blockProblem(text, root, leftmost) ?? brokenLine(text, lines, root);
}

function blockProblem(text: string, block: SyntaxNode, column: Column): SyntaxProblem | undefined {
  let afterBlock = false;
  for (const statement of block.children) {
    if (!statement.named || statement.type === 'ERROR') continue;
    const own = columnOf(text, statement.start);
    if (own !== undefined && !isSame(own, column))
      return indentationProblem(text, statement, messageFor(own, column, afterBlock));
    afterBlock = holdsBlocks.has(statement.type);
    const found = innerProblem(text, statement, column);
    if (found !== undefined) return found;
  }
  return undefined;
}

function innerProblem(text: string, node: SyntaxNode, column: Column): SyntaxProblem | undefined {
  if (!holdsBlocks.has(node.type)) return undefined;
  for (const child of node.children) {
    const found =
      child.type === 'block'
        ? bodyProblem(text, node, child, column)
        : (clauseProblem(text, child, column) ?? innerProblem(text, child, column));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `else` and its kind, and what a decorator decorates, stand in the column of the statement that they belong to. */
function clauseProblem(text: string, clause: SyntaxNode, column: Column): SyntaxProblem | undefined {
  if (!holdsBlocks.has(clause.type) && clause.type !== 'decorator') return undefined;
  const own = columnOf(text, clause.start);
  return own === undefined || isSame(own, column)
    ? undefined
    : indentationProblem(text, clause, messageFor(own, column, true));
}

function messageFor(own: Column, column: Column, afterBlock: boolean): string {
  if (own.width === column.width) return 'Inconsistent use of tabs and spaces in indentation';
  return own.width > column.width && !afterBlock
    ? 'Unexpected indent'
    : 'Unindent does not match any outer indentation level';
}

function indentationProblem(text: string, node: SyntaxNode, message: string): SyntaxProblem {
  return problemAt({ start: node.start, end: lineEndAfter(text, node.start) }, message);
}

function bodyProblem(text: string, owner: SyntaxNode, block: SyntaxNode, column: Column): SyntaxProblem | undefined {
  const first = block.children.find((child) => child.named);
  if (first === undefined)
    return problemAt({ start: owner.start, end: Math.max(block.start, owner.start + 1) }, 'Expected an indented block');
  const own = columnOf(text, first.start);
  if (own === undefined) return compoundOnLine(block);
  if (own.width <= column.width) return problemAt(first, 'Expected an indented block');
  if (own.alternate <= column.alternate) {
    return indentationProblem(text, first, 'Inconsistent use of tabs and spaces in indentation');
  }
  return blockProblem(text, block, own);
}

/** `if a: while b: c` on one line: only simple statements may follow the colon. */
function compoundOnLine(block: SyntaxNode): SyntaxProblem | undefined {
  const compound = block.children.find((child) => holdsBlocks.has(child.type));
  return compound === undefined ? undefined : problemAt(compound, 'Invalid syntax');
}

const holdsBlocks: ReadonlySet<string> = new Set(
  (
    'if_statement elif_clause else_clause for_statement while_statement try_statement except_clause except_group_clause finally_clause ' +
    'with_statement function_definition class_definition decorated_definition match_statement case_clause'
  ).split(' '),
);

/** Where a line starts, counted in two ways: lines whose order depends on the width of a tab are an error. */
interface Column {
  /** Tabs to the next eighth column. */
  readonly width: number;
  /** A tab as one. */
  readonly alternate: number;
}

const leftmost: Column = { width: 0, alternate: 0 };

function isSame(one: Column, two: Column): boolean {
  return one.width === two.width && one.alternate === two.alternate;
}

/** The column of what opens its line; undefined for what does not. */
function columnOf(text: string, offset: number): Column | undefined {
  let start = offset;
  while (start > 0 && ' \t\f\uFEFF'.includes(text[start - 1] ?? '')) start--;
  if (start > 0 && text[start - 1] !== '\n') return undefined;
  let [width, alternate] = [0, 0];
  for (const character of text.slice(start, offset)) {
    if (character === '\f') [width, alternate] = [0, 0];
    else if (character === '\t') [width, alternate] = [width + 8 - (width % 8), alternate + 1];
    else [width, alternate] = [width + 1, alternate + 1];
  }
  return { width, alternate };
}

/** A logical line that ends inside a statement: only where the line is an operator or a keyword short. */
function brokenLine(text: string, lines: readonly LogicalLine[], root: SyntaxNode): SyntaxProblem | undefined {
  const starts = new Set<number>();
  collectStarts(root, starts);
  for (const line of lines) {
    const opens = line.first < line.next && !/[\n#]/.test(text[line.first] ?? '\n');
    if (opens && !starts.has(line.first)) return problemAt(lineBefore(text, line.first), 'Invalid syntax');
    if (line.next >= text.length && text[line.last] === '\\')
      return { message: 'Unexpected end of input', start: line.last, end: line.last + 1 };
  }
  return undefined;
}

function lineBefore(text: string, offset: number): { start: number; end: number } {
  const end = text.slice(0, offset).trimEnd().length;
  return { start: Math.max(end - 1, 0), end: Math.max(end, 1) };
}

/** Where a logical line may start: statements, the clauses of compound statements, and decorators with what they decorate. */
function collectStarts(node: SyntaxNode, starts: Set<number>): void {
  for (const child of node.children) {
    if (node.type === 'module' || node.type === 'block' || node.type === 'ERROR' || clauses.has(child.type))
      starts.add(child.start);
    if (node.type === 'decorated_definition') starts.add(child.start);
    // The grammar takes `a,` and a line `b = c` below it for one statement; both may stand alone.
    if (child.type === 'expression_statement') for (const element of elementsOf(child)) starts.add(element.start);
    if (holdsBlocks.has(child.type) || child.type === 'block' || child.type === 'ERROR') collectStarts(child, starts);
  }
}

function elementsOf(statement: SyntaxNode): readonly SyntaxNode[] {
  const first = statement.children[0];
  if (first?.type !== 'assignment') return statement.children;
  const left = childIn(first, 'left');
  return left?.type === 'pattern_list' ? left.children : [];
}

const clauses: ReadonlySet<string> = new Set(
  'elif_clause else_clause except_clause except_group_clause finally_clause case_clause'.split(' '),
);

function lineEndAfter(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end;
}

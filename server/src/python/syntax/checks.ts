import { childIn, childrenIn, hasToken, parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';
import { mixedStrings, numberProblem, stringProblem } from './literals.ts';
import { argumentOrder, parameterOrder } from './order.ts';
import { problemAt, type SyntaxProblem } from './problem.ts';
import { targetProblem } from './targets.ts';

type Check = (node: SyntaxNode, text: string) => SyntaxProblem | undefined;

/** What the grammar lets through and Python does not, by node type. */
export const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['print_statement', printStatement],
  ['exec_statement', (node) => problemAt(node, "Missing parentheses in call to 'exec'. Did you mean exec(...)?")],
  ['argument_list', argumentOrder],
  ['parameters', parameterOrder],
  ['lambda_parameters', parameterOrder],
  ['integer', numberProblem],
  ['float', numberProblem],
  ['string', stringProblem],
  ['concatenated_string', mixedStrings],
  ['except_clause', exceptClause],
  ['raise_statement', raiseStatement],
  ['try_statement', tryStatement],
  ['comparison_operator', comparison],
  ['expression_statement', expressionStatement],
  ['assignment', targetProblem],
  ['augmented_assignment', targetProblem],
  ['delete_statement', targetProblem],
  ['as_pattern_target', targetProblem],
  ['import_statement', importStatement],
  ['import_from_statement', importFrom],
  ['list_comprehension', starredComprehension],
  ['set_comprehension', starredComprehension],
  ['generator_expression', starredComprehension],
  ['for_in_clause', comprehensionSource],
]);

/** `print >>stream, "text"` is a tuple in Python 3, and only the call fails. */
function printStatement(node: SyntaxNode): SyntaxProblem | undefined {
  const first = parts(node)[0];
  return first?.type === 'chevron'
    ? undefined
    : problemAt(node, "Missing parentheses in call to 'print'. Did you mean print(...)?");
}

function exceptClause(node: SyntaxNode): SyntaxProblem | undefined {
  const [, second] = childrenIn(node, 'value');
  return second === undefined
    ? undefined
    : problemAt(node.children[1] ?? node, 'Multiple exception types must be parenthesized');
}

function raiseStatement(node: SyntaxNode): SyntaxProblem | undefined {
  const first = parts(node)[0];
  return first?.type === 'expression_list' ? problemAt(first, 'Invalid syntax') : undefined;
}

function tryStatement(node: SyntaxNode): SyntaxProblem | undefined {
  const clauses = parts(node).map((child) => child.type);
  const handled =
    clauses.some((type) => type.startsWith('except')) ||
    (clauses.includes('finally_clause') && !clauses.includes('else_clause'));
  return handled ? undefined : problemAt(node.children[0] ?? node, "Expected 'except' or 'finally' block");
}

function comparison(node: SyntaxNode): SyntaxProblem | undefined {
  const operator = node.children.find((child) => child.type === '<>');
  return operator === undefined ? undefined : problemAt(operator, 'Invalid syntax');
}

/** `x := 1` needs parentheses where it is a statement; `x as y` is none. */
function expressionStatement(node: SyntaxNode): SyntaxProblem | undefined {
  const named = node.children.find((child) => child.type === 'named_expression' || child.type === 'as_pattern');
  return named === undefined ? undefined : problemAt(named, 'Invalid syntax');
}

function importStatement(node: SyntaxNode): SyntaxProblem | undefined {
  const last = node.children.at(-1);
  return last?.type === ',' ? problemAt(last, 'Invalid syntax') : undefined;
}

function starredComprehension(node: SyntaxNode): SyntaxProblem | undefined {
  const body = childIn(node, 'body');
  return body?.type === 'list_splat'
    ? problemAt(body, 'Iterable unpacking cannot be used in comprehension')
    : undefined;
}

/** `[x for x in 1, 2]` of Python 2, and `f(a for a in b, c)`. */
function comprehensionSource(node: SyntaxNode): SyntaxProblem | undefined {
  const comma = node.children.find((child) => child.type === ',');
  return comma === undefined ? undefined : problemAt(comma, 'Generator expression must be parenthesized');
}

function importFrom(node: SyntaxNode): SyntaxProblem | undefined {
  const last = node.children.at(-1);
  if (last?.type === ',' && !hasToken(node, '('))
    return problemAt(last, 'Trailing comma not allowed without surrounding parentheses');
  return childIn(node, 'name') === undefined && !node.children.some((child) => child.type === 'wildcard_import')
    ? problemAt(node, 'Invalid syntax')
    : undefined;
}

import { childIn, hasToken, parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';
import { problemAt, type SyntaxProblem } from './problem.ts';

/** What cannot be assigned to or deleted. */
export function targetProblem(node: SyntaxNode): SyntaxProblem | undefined {
  if (node.type === 'delete_statement' || node.type === 'as_pattern_target') {
    for (const target of parts(node)) {
      const found = invalid(target, node.type === 'delete_statement' ? 'delete' : 'assign to');
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const target = childIn(node, 'left');
  if (target === undefined) return undefined;
  const value = childIn(node, 'right');
  if (value !== undefined && isStatement(value)) return problemAt(value, 'Invalid syntax');
  if (node.type === 'augmented_assignment' && !single.has(target.type))
    return problemAt(target, 'Illegal expression for augmented assignment');
  if (childIn(node, 'type') !== undefined && (target.type === 'pattern_list' || hasToken(target, ',')))
    return problemAt(target, 'Only single target can be annotated');
  return invalid(target, 'assign to');
}

/** `x = y := 1`, `x = y: int`, `x = y += 1`: what may stand on its own but not as a value. */
function isStatement(value: SyntaxNode): boolean {
  if (value.type === 'assignment') return childIn(value, 'type') !== undefined;
  return value.type === 'named_expression' || value.type === 'augmented_assignment';
}

function invalid(target: SyntaxNode, doing: string): SyntaxProblem | undefined {
  if (single.has(target.type)) return undefined;
  if (!several.has(target.type)) return problemAt(target, `Cannot ${doing} this expression`);
  for (const part of parts(target)) {
    const found = invalid(part, doing);
    if (found !== undefined) return found;
  }
  return undefined;
}

const single: ReadonlySet<string> = new Set(['identifier', 'attribute', 'subscript']);

const several: ReadonlySet<string> = new Set(
  'pattern_list tuple_pattern list_pattern list_splat_pattern list_splat tuple list expression_list parenthesized_expression'.split(
    ' ',
  ),
);

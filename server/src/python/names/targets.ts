import { childIn, childrenIn, parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';

/** The leaves of an assignment's target: names to bind, and attributes or items of objects to change. */
export function targetsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return nested.has(node.type) ? parts(node).flatMap(targetsOf) : [node];
}

/** The names among them. */
export function boundIdentifiers(node: SyntaxNode): readonly SyntaxNode[] {
  return targetsOf(node).filter((target) => target.type === 'identifier');
}

const nested: ReadonlySet<string> = new Set(
  (
    'pattern_list tuple_pattern list_pattern list_splat_pattern dictionary_splat_pattern tuple list parenthesized_expression list_splat ' +
    'expression_list as_pattern_target'
  ).split(' '),
);

/** The identifier of each parameter. */
export function parameterNames(parameters: SyntaxNode | undefined): readonly SyntaxNode[] {
  return parameters === undefined
    ? []
    : parts(parameters).flatMap((parameter) => {
        const name =
          childIn(parameter, 'name') ?? (parameter.type === 'typed_parameter' ? parts(parameter)[0] : parameter);
        return name === undefined ? [] : boundIdentifiers(name);
      });
}

/** What an import statement binds: the first part of a dotted module, or what stands behind `as`. */
export function importedIdentifiers(statement: SyntaxNode): readonly SyntaxNode[] {
  return childrenIn(statement, 'name')
    .map((name) => (name.type === 'aliased_import' ? childIn(name, 'alias') : name.children[0]))
    .filter((identifier) => identifier !== undefined);
}

/** The names that a `case` pattern captures, and the values that it reads. */
export function captures(pattern: SyntaxNode): {
  readonly binds: readonly SyntaxNode[];
  readonly reads: readonly SyntaxNode[];
} {
  const binds: SyntaxNode[] = [];
  const reads: SyntaxNode[] = [];
  collectCaptures(pattern, binds, reads);
  return { binds, reads };
}

function collectCaptures(node: SyntaxNode, binds: SyntaxNode[], reads: SyntaxNode[]): void {
  if (node.type === 'dotted_name') {
    const first = node.children[0];
    if (first !== undefined) (node.children.length > 1 || node.field === 'key' ? reads : binds).push(first);
    return;
  }
  for (const [index, child] of node.children.entries()) {
    if (node.type === 'class_pattern' && index === 0 && child.children[0] !== undefined) reads.push(child.children[0]);
    else if (child.type === 'identifier' && node.type !== 'keyword_pattern') binds.push(child);
    else if (child.named && child.type !== 'identifier') collectCaptures(child, binds, reads);
  }
}

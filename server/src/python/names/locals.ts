import { childIn, childrenIn, parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';
import { boundIdentifiers, captures, importedIdentifiers } from './targets.ts';

export interface BoundNames {
  readonly bound: ReadonlySet<string>;
  readonly globals: ReadonlySet<string>;
}

/** The names that a block binds anywhere, which makes them its own from its start; functions and classes in it have their own. */
export function namesBoundIn(block: SyntaxNode | undefined, text: string): BoundNames {
  const bound = new Set<string>();
  const globals = new Set<string>();
  const outer = new Set<string>();
  const add = (node: SyntaxNode | undefined, to = bound): void => {
    if (node !== undefined) to.add(text.slice(node.start, node.end));
  };
  const visit = (node: SyntaxNode): void => {
    switch (node.type) {
      case 'function_definition':
      case 'class_definition':
        add(childIn(node, 'name'));
        return;
      case 'lambda':
        return;
      case 'assignment':
      case 'augmented_assignment':
      case 'for_statement':
      case 'type_alias_statement': {
        const left = childIn(node, 'left');
        if (left !== undefined) for (const identifier of boundIdentifiers(left)) add(identifier);
        break;
      }
      case 'named_expression':
        add(childIn(node, 'name'));
        break;
      case 'as_pattern_target':
      case 'delete_statement':
        for (const identifier of parts(node).flatMap(boundIdentifiers)) add(identifier);
        break;
      case 'import_statement':
      case 'import_from_statement':
        for (const identifier of importedIdentifiers(node)) add(identifier);
        return;
      case 'case_clause':
        for (const pattern of parts(node).filter((child) => child.type === 'case_pattern'))
          for (const identifier of captures(pattern).binds) add(identifier);
        break;
      case 'global_statement':
        for (const identifier of parts(node)) add(identifier, globals);
        return;
      case 'nonlocal_statement':
        for (const identifier of parts(node)) add(identifier, outer);
        return;
    }
    for (const child of node.children) if (child.named) visit(child);
  };
  if (block !== undefined) visit(block);
  for (const name of [...globals, ...outer]) bound.delete(name);
  return { bound, globals };
}

/** The targets of a comprehension. */
export function comprehensionNames(comprehension: SyntaxNode, text: string): readonly string[] {
  return parts(comprehension)
    .filter((child) => child.type === 'for_in_clause')
    .flatMap((clause) => childrenIn(clause, 'left').flatMap(boundIdentifiers))
    .map((identifier) => text.slice(identifier.start, identifier.end));
}

import type { Command } from '../ipython/index.ts';
import { parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';

/** `import x` or `from x import y`, whole. Offsets into the cell's source. */
export interface ImportStatement {
  readonly start: number;
  readonly end: number;
}

/** The imports at module level; `from __future__` is not among them, since it has to stand in the cell that it changes. */
export function importStatements(root: SyntaxNode): readonly ImportStatement[] {
  return parts(root)
    .filter(({ type }) => type === 'import_statement' || type === 'import_from_statement')
    .map(({ start, end }) => ({ start, end }));
}

/** True where there is a statement that is no import, and that does not stand for a magic or a command. */
export function isMoreThanImports(root: SyntaxNode, commands: readonly Command[]): boolean {
  return parts(root).some(
    ({ type, start, end }) =>
      !passedOver.has(type) && !commands.some((command) => command.start <= start && end <= command.end),
  );
}

const passedOver: ReadonlySet<string> = new Set([
  'import_statement',
  'import_from_statement',
  'future_import_statement',
  'comment',
  'pass_statement',
]);

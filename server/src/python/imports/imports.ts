import type { PythonText } from '../ipython/index.ts';
import { magicEffect } from '../ipython/magics.ts';
import { childIn, childrenIn, parts } from '../tree/query.ts';
import type { SyntaxNode } from '../tree/syntaxNode.ts';

/** One module that a cell imports. Offsets into the cell's source. */
export interface Import {
  /** Dotted, as written: `google.cloud.storage`; a relative import with its leading dots. */
  readonly module: string;
  /** What `from module import` names: each may be a submodule. Empty for other imports; `*` for all. */
  readonly names: readonly string[];
  /**
   * `statement`: an import statement. `relative`: of the notebook's own package. `dynamic`: `importlib.import_module("x")`.
   * `implied`: a magic does it, as `%load_ext x`. `future`: `from __future__`.
   */
  readonly kind: 'statement' | 'relative' | 'dynamic' | 'implied' | 'future';
  readonly start: number;
  readonly end: number;
  /** True when it runs with the cell; false in the body of a function. */
  readonly immediate: boolean;
  /** True where the cell is prepared for it to fail (`try: import x`), or where it never runs (`if TYPE_CHECKING:`). */
  readonly guarded: boolean;
}

/** What an import stands in. */
export type ImportSite = Pick<Import, 'immediate' | 'guarded'>;

/** The modules that an import statement names; empty for any other node. */
export function statementImports(node: SyntaxNode, text: string, site: ImportSite): readonly Import[] {
  if (!importing.has(node.type)) return none;
  const textOf = ({ start, end }: { start: number; end: number }): string =>
    text.slice(start, end).replace(/\s|\\/g, '');
  const named = childrenIn(node, 'name').map((child) => childIn(child, 'name') ?? child);
  if (node.type === 'import_statement') {
    return named.map((name) => ({
      module: textOf(name),
      names: [],
      kind: 'statement',
      start: name.start,
      end: name.end,
      ...site,
    }));
  }
  if (node.type === 'future_import_statement') {
    return [
      { module: '__future__', names: named.map(textOf), kind: 'future', start: node.start, end: node.end, ...site },
    ];
  }
  const module = childIn(node, 'module_name');
  if (module === undefined) return [];
  const names = node.children.some((child) => child.type === 'wildcard_import') ? ['*'] : named.map(textOf);
  const kind = module.type === 'relative_import' ? 'relative' : 'statement';
  return [{ module: textOf(module), names, kind, start: module.start, end: module.end, ...site }];
}

const importing: ReadonlySet<string> = new Set([
  'import_statement',
  'import_from_statement',
  'future_import_statement',
]);

const none: readonly Import[] = [];

/** `__import__("x")` and `importlib.import_module("x")`. */
export function dynamicImport(call: SyntaxNode, text: string, site: ImportSite): Import | undefined {
  const called = childIn(call, 'function');
  if (called === undefined || !/^(?:__import__|(?:\w+\.)*import_module)$/.test(text.slice(called.start, called.end)))
    return undefined;
  const argument = parts(childIn(call, 'arguments') ?? called)[0];
  if (argument === undefined) return undefined;
  const literal = /^[rRuU]?["']([\w.]+)["']$/.exec(text.slice(argument.start, argument.end))?.[1];
  if (literal === undefined || literal.startsWith('.')) return undefined;
  return { module: literal, names: [], kind: 'dynamic', start: argument.start, end: argument.end, ...site };
}

/** What the magics of a cell import. */
export function impliedImports(python: PythonText): readonly Import[] {
  const heads = python.magics.map((magic) => ({ ...magic, argumentsStart: magic.end - magic.arguments.length }));
  return [...heads, ...python.commands.filter((command) => command.kind === 'magic')].flatMap((magic) =>
    magicEffect(magic.name, magic.arguments).imports.map(({ name, offset }) => {
      const start = magic.argumentsStart + offset;
      const inArguments = magic.arguments.startsWith(name, offset);
      return {
        module: name,
        names: [],
        kind: 'implied',
        ...(inArguments ? { start, end: start + name.length } : { start: magic.start, end: magic.end }),
        immediate: true,
        guarded: false,
      };
    }),
  );
}

import type { PythonCell } from './cell.ts';
import { dynamicImport, type Import, impliedImports, statementImports } from './imports/imports.ts';
import { type PythonText, toSource } from './ipython/index.ts';
import type { NameEvent } from './names/events.ts';
import { nameEvents } from './names/index.ts';
import type { SyntaxProblem } from './syntax/index.ts';
import type { SyntaxNode, SyntaxTree } from './tree/syntaxNode.ts';

/** Everything that is learnt from a cell, from its tree. */
export function factsOf(python: PythonText, tree: SyntaxTree): PythonCell {
  const place = placing(python);
  return {
    syntaxError: null,
    magics: python.magics.map(place),
    imports: [...impliedImports(python), ...importsIn(tree.root, python.text, true)].map(place),
    names: nameEvents(python, tree.root).map(place),
  };
}

/**
 * What is known of a cell that Python cannot parse, nothing of which runs. Each of its words may be a name that it was meant to
 * define: an error in one cell, perhaps only while it is being typed, does not make errors of all cells below.
 */
export function factsOfBroken(python: PythonText, problem: SyntaxProblem): PythonCell {
  const place = placing(python);
  return {
    syntaxError: place(problem),
    magics: python.magics.map(place),
    imports: [],
    names: wordsIn(python.text).map(place),
  };
}

function wordsIn(text: string): readonly NameEvent[] {
  const names = new Map<string, NameEvent>();
  for (const { 0: name, index } of text.matchAll(/[^\W\d]\w*/gu)) {
    if (!names.has(name))
      names.set(name, {
        kind: 'bind',
        name,
        start: index,
        end: index + name.length,
        within: null,
        certain: false,
        value: 'other',
      });
  }
  return [...names.values()];
}

function placing({ shifts }: PythonText): <T extends { readonly start: number; readonly end: number }>(thing: T) => T {
  if (shifts.every((layer) => layer.length === 0)) return (thing) => thing;
  return (thing) => ({ ...thing, start: toSource(shifts, thing.start), end: toSource(shifts, thing.end) });
}

function importsIn(node: SyntaxNode, text: string, immediate: boolean): readonly Import[] {
  if (node.type === 'call') {
    const dynamic = dynamicImport(node, text, immediate);
    if (dynamic !== undefined) return [dynamic];
  }
  const found = statementImports(node, text, immediate);
  return found.length > 0
    ? found
    : node.children.flatMap((child) => importsIn(child, text, immediate && node.type !== 'function_definition'));
}

import { type CallSite, callSite } from './calls/callSite.ts';
import { onlyDefines } from './calls/effects.ts';
import { mayMakeFiles } from './calls/fileMaking.ts';
import { type FileUse, filesOf } from './calls/files.ts';
import { installOf } from './calls/installs.ts';
import { nbprojectCall } from './calls/nbprojectCalls.ts';
import { randomUse } from './calls/randomness.ts';
import type { PythonCell } from './cell.ts';
import { guardsImports } from './imports/guards.ts';
import { importStatements, isMoreThanImports } from './imports/importStatements.ts';
import { dynamicImport, type Import, type ImportSite, impliedImports, statementImports } from './imports/imports.ts';
import { type PythonText, toSource } from './ipython/index.ts';
import type { NameEvent } from './names/events.ts';
import { nameEvents } from './names/index.ts';
import type { SyntaxProblem } from './syntax/index.ts';
import type { SyntaxNode, SyntaxTree } from './tree/syntaxNode.ts';

/** Everything that is learnt from a cell, from its tree. */
export function factsOf(python: PythonText, tree: SyntaxTree): PythonCell {
  const place = placing(python);
  const imports: Import[] = [...impliedImports(python)];
  const calls: CallSite[] = [];
  collect(tree.root, python.text, { immediate: true, guarded: false }, imports, calls);
  return {
    syntaxError: null,
    tookTooLong: false,
    magics: python.magics.map(place),
    imports: imports.map(place),
    importStatements: importStatements(tree.root).map(place),
    doesMoreThanImport: python.isPython && isMoreThanImports(tree.root, python.commands),
    names: nameEvents(python, tree.root).map(place),
    files: calls.flatMap(filesOf).map(place),
    mayMakeFiles: mayMakeFiles(python, calls),
    installs: python.commands
      .map(installOf)
      .filter((install) => install !== undefined)
      .map((install) => ({
        ...place(install),
        programEnd: place({ start: install.start, end: install.programEnd }).end,
      })),
    nbprojectCalls: calls
      .map(nbprojectCall)
      .filter((call) => call !== undefined)
      .map((call) => place({ ...call, arguments: call.arguments.map(place) })),
    randomness: calls
      .map(randomUse)
      .filter((use) => use !== undefined)
      .map(place),
    runsCommands: python.magics.length > 0 || python.commands.some((command) => command.kind !== 'help'),
    onlyDefines: python.isPython && python.commands.length === 0 && onlyDefines(tree.root, python.text),
  };
}

/** The files of {@link factsOf} alone. */
export function filesIn(python: PythonText, tree: SyntaxTree): readonly FileUse[] {
  const calls: CallSite[] = [];
  collect(tree.root, python.text, { immediate: true, guarded: false }, [], calls);
  return calls.flatMap(filesOf).map(placing(python));
}

/**
 * What is known of a cell that Python cannot parse, nothing of which runs, or that was not read to its end. Each of its words
 * may be a name that it was meant to define: an error in one cell, perhaps only while it is being typed, does not make errors of
 * all cells below.
 */
export function factsOfUnread(python: PythonText, problem: SyntaxProblem | null): PythonCell {
  const place = placing(python);
  return {
    ...noFacts,
    syntaxError: problem === null ? null : place(problem),
    tookTooLong: problem === null,
    magics: python.magics.map(place),
    names: wordsIn(python.text).map(place),
  };
}

const noFacts: PythonCell = {
  syntaxError: null,
  tookTooLong: false,
  magics: [],
  imports: [],
  importStatements: [],
  doesMoreThanImport: false,
  names: [],
  files: [],
  mayMakeFiles: true,
  installs: [],
  nbprojectCalls: [],
  randomness: [],
  runsCommands: false,
  onlyDefines: false,
};

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

function collect(node: SyntaxNode, text: string, site: ImportSite, imports: Import[], calls: CallSite[]): void {
  if (node.type === 'call') {
    calls.push(callSite(node, text, site.immediate));
    const dynamic = dynamicImport(node, text, site);
    if (dynamic !== undefined) imports.push(dynamic);
  } else imports.push(...statementImports(node, text, site));
  const inner = {
    immediate: site.immediate && node.type !== 'function_definition' && node.type !== 'lambda',
    guarded: site.guarded || guardsImports(node, text),
  };
  for (const child of node.children) if (child.named) collect(child, text, inner, imports, calls);
}

import { asMagic, automagicIn } from './automagic.ts';
import { type FileUse, mayUseFiles } from './calls/files.ts';
import type { PythonCell } from './cell.ts';
import { factsOf, factsOfUnread, filesIn } from './facts.ts';
import { type PythonText, readIPython } from './ipython/index.ts';
import { logicalLinesOf } from './lines/logicalLine.ts';
import { type SyntaxProblem, syntaxProblem } from './syntax/index.ts';
import { type Grammar, loadGrammar } from './tree/grammar.ts';
import { parseTree, type SyntaxTree } from './tree/syntaxNode.ts';

export interface PythonReader {
  /** Pure, and never fails: the same source gives the same facts. Costs one parse of the cell. */
  readonly readCell: (source: string) => PythonCell;
  /** The files of {@link readCell} alone. Parses only what can hold any: one cell in ten. */
  readonly readFiles: (source: string) => readonly FileUse[];
}

/** Loads the grammar, about 20 ms, when it is first asked for. Rejects only when the installation is broken. */
export function loadPython(): Promise<PythonReader> {
  loading ??= loadGrammar().then((grammar) => ({
    readCell: (source) => readCell(source, grammar),
    readFiles: (source) => readFiles(source, grammar),
  }));
  return loading;
}

let loading: Promise<PythonReader> | undefined;

function readCell(source: string, grammar: Grammar): PythonCell {
  const automagic = automagicIn(source);
  const { python, tree, problem } = parseCell(source, automagic, grammar);
  if (tree === undefined || problem !== null) return factsOfUnread(python, problem);
  const facts = factsOf(python, tree);
  return automagic === undefined ? facts : { ...facts, names: facts.names.map(perhapsMagic) };
}

function readFiles(source: string, grammar: Grammar): readonly FileUse[] {
  if (!mayUseFiles(source)) return [];
  const { python, tree, problem } = parseCell(source, automagicIn(source), grammar);
  return tree === undefined || problem !== null ? [] : filesIn(python, tree);
}

function parseCell(source: string, automagic: ReturnType<typeof automagicIn>, grammar: Grammar): ParsedCell {
  let parsed = parse(readIPython(source, true), grammar);
  // What `%time` and its kind run is not IPython's to parse: whether it is broken shows only when it runs.
  if (parsed.problem !== null && parsed.python.commands.length > 0) parsed = parse(readIPython(source, false), grammar);
  if (parsed.problem !== null && automagic !== undefined) parsed = parse(asMagic(source, automagic), grammar);
  return parsed;
}

interface ParsedCell {
  readonly python: PythonText;
  /** Undefined where it could not be had in time. */
  readonly tree: SyntaxTree | undefined;
  readonly problem: SyntaxProblem | null;
}

function parse(python: PythonText, grammar: Grammar): ParsedCell {
  const lines = logicalLinesOf(python.text);
  const tree = parseTree(python.text, lines, grammar);
  return { python, tree, problem: tree === undefined ? null : syntaxProblem(python.text, lines, tree) };
}

/** A variable where one has the name, a magic where none has: a missing name is no error. */
function perhapsMagic(event: PythonCell['names'][number]): PythonCell['names'][number] {
  return event.kind === 'read' ? { ...event, certain: false } : event;
}

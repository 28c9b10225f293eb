import type { Cell } from '../../notebook/model.ts';
import { hashComments, type Span } from './hashComments.ts';
import { markdownComments } from './markdownComments.ts';

/** A comment that silences rules; offsets are those of the cell's source. */
export interface Directive extends Span {
  readonly scope: 'line' | 'cell';
  /** Undefined for every rule. */
  readonly rules: readonly WrittenRule[] | undefined;
  /** A `noqa` is written for other tools too: nobody is told where it is of no use to us. */
  readonly kind: 'ignore' | 'noqa';
  readonly line: Span;
}

/** A rule or a group as it is named; there may be none of that name. */
export interface WrittenRule extends Span {
  readonly name: string;
}

/** The directives in a cell, in their order. Read once as long as the cell is the same object; most cells cost a look at their text. */
export function directivesOf(cell: Cell): readonly Directive[] {
  if (!mayHold.test(cell.source)) return none;
  const known = knownDirectives.get(cell);
  if (known) return known;
  const directives = readDirectives(cell.type, cell.source);
  knownDirectives.set(cell, directives);
  return directives;
}

export function readDirectives(type: Cell['type'], source: string): readonly Directive[] {
  if (type === 'code') return hashComments(source).flatMap((comment) => inHashComment(source, comment));
  if (type !== 'markdown') return none;
  return markdownComments(source).flatMap(({ start, end }) => {
    const match = markdownDirective.exec(source.slice(start, end));
    return match ? [ignoreDirective(match, { start, end }, lineAround(source, start))] : [];
  });
}

const none: readonly Directive[] = [];
const mayHold = /nbproject|noqa/i;
const knownDirectives = new WeakMap<Cell, readonly Directive[]>();

const hashDirective = /^#\s*nbproject\s*:\s*(ignore(?:-cell)?)(?![\w-])(?:\s*\[([^\]]*))?/i;
const markdownDirective = /^<!--\s*nbproject\s*:\s*(ignore(?:-cell)?)(?![\w-])(?:\s*\[([^\]]*))?/i;

/** flake8's: codes behind a colon, or all. */
const noqa = /^#\s*noqa(?![\w-])(?:\s*:\s*((?:[A-Z]+[0-9]*(?:[,\s]+|$))+))?/i;

/** One comment may say several things: `# type: ignore  # nbproject: ignore[undefined-name]`. */
function inHashComment(source: string, comment: Span): readonly Directive[] {
  const text = source.slice(comment.start, comment.end);
  if (!mayHold.test(text)) return none;
  const line = lineAround(source, comment.start);
  return [...text.matchAll(/#[^#]*/g)].flatMap(({ 0: part, index }): Directive[] => {
    const start = comment.start + index;
    const span = { start, end: start + part.trimEnd().length };
    const ignore = hashDirective.exec(part);
    if (ignore) return [ignoreDirective(ignore, span, line)];
    const [matched, codes] = noqa.exec(part) ?? [];
    if (matched === undefined) return [];
    const rules = stateRules(codes).map((name) => ({ ...span, name }));
    return [{ ...span, scope: 'line', rules, kind: 'noqa', line }];
  });
}

function ignoreDirective(match: RegExpExecArray, span: Span, line: Span): Directive {
  const [matched, word = '', list] = match;
  const listStart = span.start + matched.length - (list?.length ?? 0);
  return {
    ...span,
    scope: word.toLowerCase() === 'ignore' ? 'line' : 'cell',
    rules: list === undefined ? undefined : namesIn(list, listStart),
    kind: 'ignore',
    line,
  };
}

function namesIn(list: string, start: number): readonly WrittenRule[] {
  return [...list.matchAll(/[^\s,]+/g)].map(({ 0: name, index }) => ({
    name,
    start: start + index,
    end: start + index + name.length,
  }));
}

/** The names that a `noqa` stands for. What Pyflakes calls F821 are three rules here. A code counts for those that begin with it, as in flake8. */
function stateRules(codes: string | undefined): readonly string[] {
  if (codes === undefined) return ['State'];
  const written = codes
    .toUpperCase()
    .split(/[,\s]+/)
    .filter(Boolean);
  const pairs = [
    ['F821', ['undefined-name', 'used-before-defined', 'deleted-name']],
    ['E999', ['syntax-error']],
  ] as const;
  return pairs.flatMap(([code, rules]) => (written.some((one) => code.startsWith(one)) ? rules : []));
}

function lineAround(source: string, offset: number): Span {
  let start = offset;
  while (start > 0 && !isLineEnd(source[start - 1])) start--;
  let end = offset;
  while (end < source.length && !isLineEnd(source[end])) end++;
  return { start, end };
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

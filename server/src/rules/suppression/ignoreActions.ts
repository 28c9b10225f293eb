import type { JsonValue, NotebookEdit, SourceEdit } from 'nbproject-protocol';
import { textAt } from '../../notebook/json/values.ts';
import type { Cell, Notebook } from '../../notebook/model.ts';
import { isBlank } from '../blank.ts';
import { cellOfPlace } from '../place.ts';
import type { Finding, Fix } from '../rule.ts';
import { type Directive, directivesOf, readDirectives } from './directives.ts';
import { ignoreKey, unusedIgnoreCode } from './notation.ts';

/**
 * Ways to silence a finding from within the notebook, the narrowest first. They mend nothing, and are never to be preferred. None for a text that
 * is no JSON, which nothing can be written into.
 */
export function ignoreActions(notebook: Notebook, { code, place }: Finding): readonly Fix[] {
  if (!notebook.complete || code === 'invalid-json' || code === unusedIgnoreCode) return [];
  const index = cellOfPlace(place);
  const cell = index === undefined ? undefined : notebook.cells[index];
  const actions: Fix[] = [];
  const offer = (where: string, edits: readonly NotebookEdit[]) =>
    actions.push({ title: `Ignore ${code} ${where}`, edits, safe: false });
  // A comment in a blank cell would mend what there is to say of it.
  if (index !== undefined && cell && !isBlank(cell.source) && takesComments(notebook, cell)) {
    const onLine = place.kind === 'source' ? lineEdit(cell, code, place.start) : undefined;
    if (onLine) offer('on this line', [{ kind: 'setSource', cell: index, edits: [onLine] }]);
    const inCell = cellEdit(cell, code);
    if (inCell) offer('in this cell', [{ kind: 'setSource', cell: index, edits: [inCell] }]);
  }
  const listed = notebook.metadata[ignoreKey];
  const value: JsonValue = [...(Array.isArray(listed) ? listed : []), code];
  offer('in this notebook', [{ kind: 'setMetadata', path: [ignoreKey], value }]);
  return actions;
}

/** A directive that is there already takes the code in; else one is written at the end of the line, where that is a comment. */
function lineEdit(cell: Cell, code: string, offset: number): SourceEdit | undefined {
  const there = directivesOf(cell).find(({ scope, line }) => scope === 'line' && isOn(line, offset));
  const lineEnd = offset + cell.source.slice(offset).search(/[\r\n]|$/);
  const edit =
    (there && intoList(there, code)) ??
    insertion(lineEnd, `${cell.type === 'markdown' ? ' ' : '  '}${comment(cell, 'ignore', code)}`);
  const line = lineAt(cell.source, offset);
  if (cell.type === 'code' && /^\s*[%!?]|[\\?]\s*$/.test(line)) return undefined;
  return silences(cell, edit, code, ({ scope, line: at }) => scope === 'line' && isOn(at, offset)) ? edit : undefined;
}

function cellEdit(cell: Cell, code: string): SourceEdit | undefined {
  const there = directivesOf(cell).find(({ scope }) => scope === 'cell');
  const edit = (there && intoList(there, code)) ?? newLine(cell, code);
  return edit && silences(cell, edit, code, ({ scope }) => scope === 'cell') ? edit : undefined;
}

/** Below what must stand at the top of a cell: a cell magic, and Quarto's options. A Markdown cell gets it at its end, below the title. */
function newLine(cell: Cell, code: string): SourceEdit | undefined {
  const { source, type } = cell;
  const text = comment(cell, 'ignore-cell', code);
  if (type === 'markdown') return insertion(source.length, `\n\n${text}`);
  const magic = /^\s*%%(\S*)/.exec(source)?.[1];
  if (magic !== undefined && !hashMagics.has(magic)) return undefined;
  const top = /^(?:\s*%%[^\n]*(?:\n|$))?(?:#\|[^\n]*(?:\n|$))*/.exec(source)?.[0] ?? '';
  return insertion(top.length, top === '' || top.endsWith('\n') ? `${text}\n` : `\n${text}`);
}

/** In their bodies `#` begins a comment. */
const hashMagics = new Set('time timeit capture prun bash sh R julia perl ruby python python3 pypy'.split(' '));

/** True where the comment would be one: not in a string, not in a fence. */
function silences(cell: Cell, edit: SourceEdit, code: string, reaches: (directive: Directive) => boolean): boolean {
  const { source, type } = cell;
  const after = source.slice(0, edit.start) + edit.newText + source.slice(edit.end);
  return readDirectives(type, after).some(
    (directive) => reaches(directive) && directive.rules?.some(({ name }) => name === code),
  );
}

function intoList({ rules, kind }: Directive, code: string): SourceEdit | undefined {
  const last = rules?.at(-1);
  return last && kind !== 'noqa' ? insertion(last.end, `, ${code}`) : undefined;
}

function comment({ type }: Cell, word: string, code: string): string {
  return type === 'markdown' ? `<!-- nbproject: ${word}[${code}] -->` : `# nbproject: ${word}[${code}]`;
}

function insertion(at: number, newText: string): SourceEdit {
  return { start: at, end: at, newText };
}

function lineAt(source: string, offset: number): string {
  const start = source.lastIndexOf('\n', offset - 1) + 1;
  return source.slice(offset === 0 ? 0 : start, offset + source.slice(offset).search(/[\r\n]|$/));
}

function isOn({ start, end }: { readonly start: number; readonly end: number }, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Markdown has HTML's comments; of code, the languages of which we know that `#` begins one. */
function takesComments({ metadata }: Notebook, cell: Cell): boolean {
  if (cell.type === 'markdown') return true;
  if (cell.type !== 'code') return false;
  const language =
    textAt(cell.metadata.vscode, 'languageId') ??
    textAt(metadata.language_info, 'name') ??
    textAt(metadata.kernelspec, 'language');
  return language === undefined || hashLanguages.test(language.trim());
}

const hashLanguages = /^(?:i?python\d?|r|julia|bash|zsh|sh|shellscript|ruby|perl|sage|sagemath|coconut|nim|elixir)$/i;

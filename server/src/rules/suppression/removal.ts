import type { NotebookEdit, SourceEdit } from 'nbproject-protocol';
import type { Notebook, Place } from '../../notebook/model.ts';
import { nearest } from '../../notebook/text/nearest.ts';
import { quoted } from '../../notebook/untrusted.ts';
import type { Fix, RuleFinding } from '../rule.ts';
import { type Directive, directivesOf, type WrittenRule } from './directives.ts';
import { ignoreKey, ignoreTag } from './notation.ts';

/**
 * Ways to be rid of an ignore that silences nothing. `known` are the names that stand for rules: another one was meant for one of them, and to
 * drop it is not safe.
 */
export function removals(notebook: Notebook, { place }: RuleFinding, known: readonly string[]): readonly Fix[] {
  if (place.kind === 'source') return inSource(notebook, place, known);
  if (place.kind !== 'json') return [];
  const [holder, second, third] = place.path;
  if (holder === 'metadata' && second === ignoreKey) return inMetadata(notebook, third);
  if (holder === 'cells' && typeof second === 'number') return tagRemoval(notebook, second);
  return [];
}

function inSource(
  { cells }: Notebook,
  { cell, start, end }: Extract<Place, { kind: 'source' }>,
  known: readonly string[],
): readonly Fix[] {
  const found = cells[cell];
  if (!found) return [];
  const toEdits = (edit: SourceEdit): readonly NotebookEdit[] => [{ kind: 'setSource', cell, edits: [edit] }];
  for (const directive of directivesOf(found)) {
    if (directive.start === start && directive.end === end) {
      // One for every rule may be of use on another machine, where a package is missing.
      const safe = directive.rules !== undefined;
      return [{ title: 'Remove the ignore comment', edits: toEdits(commentRemoval(found.source, directive)), safe }];
    }
    const rule = directive.rules?.find((one) => one.start === start && one.end === end);
    if (!rule) continue;
    const only = directive.rules?.length === 1;
    const isKnown = known.some((name) => name.toLowerCase() === rule.name.toLowerCase());
    const edit = only ? commentRemoval(found.source, directive) : nameRemoval(directive, rule);
    const remove = { title: `Remove ${quoted(rule.name)} from the ignore`, edits: toEdits(edit), safe: isKnown };
    const word = isKnown ? undefined : nearest(rule.name, known);
    if (word === undefined) return [remove];
    const change = { title: `Change to ${quoted(word)}`, edits: toEdits({ start, end, newText: word }), safe: false };
    return [change, remove];
  }
  return [];
}

/** With the space before it, or with the line when nothing else stands there. */
function commentRemoval(source: string, { start, end, line }: Directive): SourceEdit {
  const before = source.slice(line.start, start);
  const after = source.slice(end, line.end);
  if (before.trim() === '' && after.trim() === '') {
    const next = /^(?:\r\n|\r|\n)/.exec(source.slice(line.end))?.[0].length ?? 0;
    const previous = next > 0 ? 0 : (/(?:\r\n|\r|\n)$/.exec(source.slice(0, line.start))?.[0].length ?? 0);
    return { start: line.start - previous, end: line.end + next, newText: '' };
  }
  return { start: line.start + before.trimEnd().length, end: after.trim() === '' ? line.end : end, newText: '' };
}

function nameRemoval({ rules = [] }: Directive, rule: WrittenRule): SourceEdit {
  const at = rules.indexOf(rule);
  const next = rules[at + 1];
  if (next) return { start: rule.start, end: next.start, newText: '' };
  return { start: rules[at - 1]?.end ?? rule.start, end: rule.end, newText: '' };
}

function inMetadata({ metadata }: Notebook, index: string | number | undefined): readonly Fix[] {
  const listed = metadata[ignoreKey];
  if (!Array.isArray(listed)) return [];
  const left = index === undefined ? [] : listed.filter((_, at) => at !== index);
  const edit: NotebookEdit =
    left.length === 0
      ? { kind: 'removeMetadata', path: [ignoreKey] }
      : { kind: 'setMetadata', path: [ignoreKey], value: left };
  return [{ title: `Remove it from ${quoted(ignoreKey)}`, edits: [edit], safe: true }];
}

function tagRemoval({ cells }: Notebook, cell: number): readonly Fix[] {
  const tags = cells[cell]?.metadata.tags;
  if (!Array.isArray(tags)) return [];
  const value = tags.filter((tag) => tag !== ignoreTag);
  const edit: NotebookEdit = { kind: 'setCellMetadata', cell, path: ['tags'], value };
  return [{ title: `Remove the tag ${quoted(ignoreTag)}`, edits: [edit], safe: false }];
}

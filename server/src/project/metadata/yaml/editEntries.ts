import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from 'nbproject-protocol';
import { type Document, isCollection, isMap, isPair, type Node, type Pair, type YAMLMap } from 'yaml';
import { isObject } from '../../../notebook/json/values.ts';
import { editedText } from '../../../notebook/text/editedText.ts';
import type { OffsetEdit } from '../../../notebook/text/text.ts';
import type { Entries, Entry } from '../entry.ts';
import { parse } from './parse.ts';
import { entriesOf, keyOf } from './readEntries.ts';
import { renderPairs } from './render.ts';

/** What stays the same keeps every byte, comments and layout with it. A sentence's end where another place refers to what would change. */
export function editEntries(
  text: string,
  document: Document.Parsed,
  before: Entries,
  changes: ReadonlyMap<string, Entry | undefined>,
): { readonly text: string } | { readonly problem: string } {
  const wanted = entriesAfter(before, changes);
  const { contents } = document;
  const edited = isInLines(contents)
    ? editedText(text, editsOfMap(text, contents, before, wanted, ''))
    : rewritten(text, document, wanted);
  const ended = edited.endsWith('\n') || edited === '' ? edited : `${edited}\n`;
  const whole = text.includes('\r\n') ? ended.replace(/\r?\n/g, '\r\n') : ended;
  const after = parse(whole);
  const found = 'problem' in after ? after : entriesOf(after);
  if ('entries' in found && isDeepStrictEqual(sorted(found.entries), sorted(wanted))) return { text: whole };
  return { problem: 'it is written in a way that cannot be edited: write it without anchors and references' };
}

type YamlPair = Pair<Node, Node | null>;

function entriesAfter(entries: Entries, changes: ReadonlyMap<string, Entry | undefined>): Entries {
  const after = new Map(entries);
  for (const [id, entry] of changes) {
    if (entry) after.set(id, entry);
    else after.delete(id);
  }
  return after;
}

function sorted(entries: Entries): readonly (readonly [string, Entry])[] {
  return [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
}

function isInLines(node: Node | null): node is YAMLMap<Node, Node | null> {
  return isMap(node) && node.flow !== true && node.items.length > 0;
}

function editsOfMap(
  text: string,
  { items }: YAMLMap<Node, Node | null>,
  before: ReadonlyMap<string, JsonValue>,
  after: ReadonlyMap<string, JsonValue>,
  indent: string,
): readonly OffsetEdit[] {
  const edits = items.flatMap((pair) => {
    const key = keyOf(pair);
    const value = after.get(key);
    if (value === undefined) return removal(text, pair);
    return isDeepStrictEqual(value, before.get(key)) ? [] : editsOfPair(text, pair, before.get(key), value, indent);
  });
  const added = new Map([...after].filter(([key]) => !before.has(key)));
  if (added.size === 0) return edits;
  // Behind one that stays: what goes takes its line along.
  const behind = items.findLast((pair) => after.has(keyOf(pair)));
  const place = behind ? lineEnd(text, endOf(behind)) : text.length;
  return [...edits, { start: place, end: place, newText: `\n${renderPairs(added, indent)}` }];
}

function editsOfPair(
  text: string,
  pair: YamlPair,
  before: JsonValue | undefined,
  after: JsonValue,
  indent: string,
): readonly OffsetEdit[] {
  const { value } = pair;
  if (isInLines(value) && !value.anchor && isObject(before) && isObject(after)) {
    // Without a key that stays there is no place for those that come.
    if (value.items.some((item) => Object.hasOwn(after, keyOf(item)))) {
      const inner = indentOf(text, startOf(value.items[0]));
      return editsOfMap(text, value, new Map(Object.entries(before)), new Map(Object.entries(after)), inner);
    }
  }
  const newText = renderPairs(new Map([[keyOf(pair), after]]), indent).trimStart();
  return [{ start: startOf(pair), end: endOf(pair), newText }];
}

function removal(text: string, pair: YamlPair): OffsetEdit {
  const start = text.lastIndexOf('\n', startOf(pair) - 1) + 1;
  return { start, end: Math.min(text.length, lineEnd(text, endOf(pair)) + 1), newText: '' };
}

/** A text without lines to edit: comments alone, or an object in braces, as JSON has it and nbproject writes an empty one. */
function rewritten(text: string, document: Document.Parsed, entries: Entries): string {
  const { contents } = document;
  if (isMap(contents) && contents.items.length > 0) {
    for (const pair of [...contents.items]) if (!entries.has(keyOf(pair))) contents.delete(pair.key);
    for (const [id, entry] of entries) document.set(id, entry);
    return document.toString();
  }
  if (entries.size === 0) return text;
  const [start, end] = contents?.range ?? [text.length, text.length];
  return `${text.slice(0, start)}${renderPairs(entries, '')}${text.slice(end)}`;
}

function startOf(pair: YamlPair | undefined): number {
  return pair?.key.range?.[0] ?? 0;
}

/** Behind the last character of a pair's value, or of its colon where it has none. */
function endOf({ key, value }: YamlPair): number {
  return (value && endOfNode(value)) ?? (key.range?.[1] ?? 0) + 1;
}

/** The range of what is written in lines reaches to where the next thing begins. */
function endOfNode(node: Node): number | undefined {
  const last: unknown = isCollection(node) && node.flow !== true ? node.items.at(-1) : undefined;
  if (last === undefined) return node.range?.[1];
  return isPair(last) ? endOf(last as YamlPair) : endOfNode(last as Node);
}

/** The end of the line that holds the character before an offset. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', text[offset - 1] === '\n' ? offset - 1 : offset);
  return end < 0 ? text.length : end;
}

function indentOf(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).replace(/\S.*$/, '');
}

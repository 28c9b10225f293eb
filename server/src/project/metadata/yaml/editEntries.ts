import { isDeepStrictEqual } from 'node:util';
import { type Document, isMap } from 'yaml';
import { editedText } from '../../../notebook/text/editedText.ts';
import { editsOfMap, isInLines, keyOf } from '../../../notebook/yaml/editMap.ts';
import { parse } from '../../../notebook/yaml/parse.ts';
import { renderPairs } from '../../../notebook/yaml/render.ts';
import type { Entries, Entry } from '../entry.ts';
import { entriesOf } from './readEntries.ts';

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

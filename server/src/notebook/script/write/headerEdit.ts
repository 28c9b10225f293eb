import type { JsonValue } from 'nbproject-protocol';
import { asObject, isObject, textAt } from '../../json/values.ts';
import { editedText } from '../../text/editedText.ts';
import type { OffsetEdit, Text } from '../../text/text.ts';
import { editsOfMap, isInLines } from '../../yaml/editMap.ts';
import { parse } from '../../yaml/parse.ts';
import type { Header } from '../header.ts';
import type { Script } from '../readScript.ts';
import { placeOf } from '../syntax/lines.ts';
import { commented, commentsOf } from './encode.ts';
import { type MetadataChanges, withChanges } from './metadataChanges.ts';

/** The edit of a script's header that has it say other things of the notebook; undefined where it cannot be edited. */
export function headerEdit(
  script: Script,
  text: Text,
  changes: MetadataChanges,
  newline: string,
): OffsetEdit | undefined {
  const { header } = script.format;
  const before = header?.lines.slice(1, -1).map((line) => line.text);
  if (!header || !before) return undefined;
  const after = editedYaml(script, header, before.join('\n'), changes)?.split('\n');
  if (!after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const comments = commentsOf(script);
  const written = after
    .slice(head, after.length - tail)
    .map((line) => (comments ? commented(line, comments) : line) + newline);
  // The first and the last line are the fences.
  const start = lineStart(text, header, head + 1);
  return { start, end: lineStart(text, header, before.length - tail + 1), newText: written.join('') };
}

function editedYaml(script: Script, { content }: Header, yaml: string, changes: MetadataChanges): string | undefined {
  const document = parse(yaml);
  if ('problem' in document || !isInLines(document.contents)) return undefined;
  const before = new Map(Object.entries(content));
  const top = new Map([...changes].filter(([key]) => isAtTop(script, key)));
  // A null there jupytext does not read again: it fails (KeyError in its `recursive_update`, 1.19).
  if ([...top.values()].some(holdsNull)) return undefined;
  const inside = new Map([...changes].filter(([key]) => !isAtTop(script, key)));
  const changed = withChanges(content, top);
  const after =
    inside.size === 0 ? changed : { ...changed, jupyter: withChanges(asObject(changed.jupyter) ?? {}, inside) };
  const edits = editsOfMap(yaml, document.contents, before, new Map(Object.entries(after)), '');
  // What goes takes the line break behind it along, and the last line has none.
  return editedText(yaml, edits).trimEnd();
}

/** MyST has the notebook's metadata at the top, but for what a filter sends elsewhere. */
function isAtTop({ format: { name, header }, metadata }: Script, key: string): boolean {
  if (name !== 'myst' || Object.hasOwn(header?.jupyter ?? {}, key)) return false;
  if (Object.hasOwn(header?.content ?? {}, key)) return true;
  const filter = (textAt(metadata.jupytext, 'root_level_metadata_filter') ?? '').split(',');
  return filter.includes(key) || !(filter.includes('-all') || filter.includes(`-${key}`));
}

function holdsNull(value: JsonValue | undefined): boolean {
  if (value === null) return true;
  return isObject(value) && Object.values(value).some(holdsNull);
}

function lineStart(text: Text, { lines }: Header, index: number): number {
  const line = lines[index];
  const place = line ? placeOf(line, 0) : 0;
  return place - text.positionAt(place, 'utf-16').character;
}

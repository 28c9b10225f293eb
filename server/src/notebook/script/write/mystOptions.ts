import { editedText } from '../../text/editedText.ts';
import type { OffsetEdit, Text } from '../../text/text.ts';
import { editsOfMap, isInLines } from '../../yaml/editMap.ts';
import { parse } from '../../yaml/parse.ts';
import { readYaml } from '../../yaml/readYaml.ts';
import { renderFlow } from '../../yaml/render.ts';
import { blockBreak } from '../formats/mystParts.ts';
import type { ScriptCell } from '../scriptCells.ts';
import { editedOptions } from './editOptions.ts';
import { type MetadataChanges, withChanges } from './metadataChanges.ts';

/** The edits of MyST Markdown that change a cell's metadata: JSON behind the `+++` above prose, YAML below the fence of any other cell. */
export function mystOptionsEdit(
  text: Text,
  { type, source, start, end }: ScriptCell,
  changes: MetadataChanges,
  newline: string,
): readonly OffsetEdit[] | undefined {
  const lines = text.slice(start, end).split(/\r\n|\n|\r/);
  const [first = ''] = lines;
  if (type !== 'markdown') {
    const options = lines.slice(1, lengthOfOptions(lines.slice(1)) + 1);
    const edited = editedBlock(options, changes);
    if (!edited) return undefined;
    const from = start + first.length + newline.length;
    const length = options.reduce((sum, line) => sum + line.length + newline.length, 0);
    return [{ start: from, end: from + length, newText: edited.map((line) => line + newline).join('') }];
  }
  const sign = blockBreak.exec(first)?.[0].trimEnd();
  const json = editedOptions(sign === undefined ? '' : first.slice(sign.length), changes, () => '', 'JSON');
  if (json === undefined) return undefined;
  if (sign !== undefined)
    return [{ start: start + sign.length, end: start + first.length, newText: json === '' ? '' : ` ${json}` }];
  const content = source.scriptStart(0);
  const place = content - text.positionAt(content, 'utf-16').character;
  return json === '' ? [] : [{ start: place, end: place, newText: `+++ ${json}${newline.repeat(2)}` }];
}

/** How many lines below a fence are options, with their own fences and the blank line that parts them from the source. */
function lengthOfOptions(lines: readonly string[]): number {
  if (lines[0]?.startsWith('---')) {
    const close = lines.findIndex((line, index) => index > 0 && line.startsWith('---'));
    return close < 0 ? 0 : close + 1;
  }
  const end = lines.findIndex((line) => !line.trimStart().startsWith(':'));
  return end > 0 && lines[end]?.trim() === '' ? end + 1 : Math.max(end, 0);
}

function editedBlock(lines: readonly string[], changes: MetadataChanges): readonly string[] | undefined {
  if (lines[0]?.startsWith('---')) return editedYaml(lines.slice(1, -1), changes);
  const options = lines.filter((line) => line.trim() !== '');
  const keyOf = (line: string) => /^\s*:([^:]+):/.exec(line)?.[1]?.trim() ?? '';
  const written = (key: string) => {
    const value = changes.get(key);
    return value === undefined ? [] : [`:${key}: ${renderFlow(value)}`];
  };
  const kept = options.flatMap((line) => (changes.has(keyOf(line)) ? written(keyOf(line)) : [line]));
  const known = new Set(options.map(keyOf));
  const all = [...kept, ...[...changes.keys()].filter((key) => !known.has(key)).flatMap(written)];
  return all.length > 0 ? [...all, ''] : [];
}

function editedYaml(lines: readonly string[], changes: MetadataChanges): readonly string[] | undefined {
  const yaml = lines.join('\n');
  const document = parse(yaml);
  if ('problem' in document || !isInLines(document.contents)) return undefined;
  const before = readYaml(yaml);
  const after = new Map(Object.entries(withChanges(before, changes)));
  if (after.size === 0) return [];
  const edits = editsOfMap(yaml, document.contents, new Map(Object.entries(before)), after, '');
  return ['---', ...editedText(yaml, edits).trimEnd().split('\n'), '---'];
}

import type { SourceEdit } from 'nbproject-protocol';
import { fieldEnd } from '../read/field.ts';
import type { RawCell } from '../read/rawCell.ts';
import type { OffsetEdit, Text } from '../text/text.ts';
import { type Style, writeJson, writeString } from './style.ts';

/** Edits of a cell's source as edits of the notebook's text: a list of lines stays a list of lines, untouched escapes stay as they are. */
export function sourceEdits(
  text: Text,
  style: Style,
  cell: RawCell,
  cellStart: number,
  edits: readonly SourceEdit[],
): OffsetEdit[] {
  const field = cell.field('source');
  if (!field) return [];
  const { sourceMap } = cell;
  const isString = field.value.type === 'string';
  const tree = field.value.tree();
  const isPlain = isString || (tree.type === 'array' && tree.items.every((item) => item.type === 'string'));
  const clears =
    edits.length === 1 && edits[0]?.newText === '' && edits[0].start === 0 && edits[0].end === sourceMap.decodedLength;
  if (!isPlain || sourceMap.strings.length === 0 || (clears && !isString)) {
    const lines = linesOf(editedSource(cell.source, edits));
    const margin =
      /(?<![ \t])[ \t]*$/.exec(
        text.slice(Math.max(0, cellStart + field.keyStart - 200), cellStart + field.keyStart),
      )?.[0] ?? '';
    return [
      { start: cellStart + field.start, end: cellStart + fieldEnd(field), newText: writeJson(lines, style, margin) },
    ];
  }
  const between = isString ? undefined : betweenStrings(text, style, cell, cellStart);
  return edits.map((edit) => {
    const { start, end, newText } = stringEdit(cell, edit, between, style);
    return { start: cellStart + start, end: cellStart + end, newText };
  });
}

/** The lines of a source, each with its line feed, as nbformat writes them. */
export function linesOf(source: string): string[] {
  return source.split(/(?<=\n)/).filter((line) => line !== '');
}

/** The source with edits made, which are ascending and apart. */
export function editedSource(source: string, edits: readonly SourceEdit[]): string {
  let result = '';
  let position = 0;
  for (const { start, end, newText } of edits) {
    result += source.slice(position, start) + newText;
    position = end;
  }
  return result + source.slice(position);
}

/** `between` is what separates two strings of the list, quotes included; undefined for a source that is one string. */
function stringEdit(
  { sourceMap, source }: RawCell,
  edit: SourceEdit,
  between: string | undefined,
  style: Style,
): OffsetEdit {
  const atEnd = edit.end >= sourceMap.decodedLength;
  let start = sourceMap.jsonStart(edit.start);
  const end = sourceMap.jsonStart(edit.end);
  if (between === undefined) return { start, end, newText: escaped(edit.newText, style) };
  const atLineStart = edit.start > 0 && source[edit.start - 1] === '\n';
  if (atEnd && atLineStart && edit.newText === '') {
    // The last lines go: so do their strings, with the separator before them.
    start = sourceMap.jsonEnd(edit.start);
    return { start, end, newText: '' };
  }
  const lines = linesOf(edit.newText);
  const opensString = atEnd && atLineStart && edit.start === sourceMap.decodedLength;
  const closesLine = edit.newText.endsWith('\n') && !atEnd;
  const parts = [...(opensString ? [''] : []), ...lines, ...(closesLine ? [''] : [])];
  return { start, end, newText: parts.map((line) => escaped(line, style)).join(between) };
}

function escaped(content: string, style: Style): string {
  return writeString(content, style).slice(1, -1);
}

function betweenStrings(text: Text, style: Style, cell: RawCell, cellStart: number): string {
  const [first, second] = cell.sourceMap.strings;
  const field = cell.field('source');
  if (!first || !field) return '';
  if (second) return text.slice(cellStart + first.contentEnd, cellStart + second.contentStart);
  const lead = text.slice(cellStart + field.start + 1, cellStart + first.contentStart - 1);
  return `",${lead || style.comma.slice(1)}"`;
}

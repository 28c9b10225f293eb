import type { SourceEdit } from 'nbproject-protocol';
import { trimmed } from '../../edit/sequence.ts';
import { editedSource } from '../../edit/sourceEdits.ts';
import type { OffsetEdit, Text } from '../../text/text.ts';
import type { Script } from '../readScript.ts';
import type { ScriptCell } from '../scriptCells.ts';
import { commentsOf, encodedLines } from './encode.ts';

/** The edit of a script that makes edits of a cell's source: the lines that change are written anew, as the format has them. */
export function sourceChange(
  script: Script,
  text: Text,
  cell: ScriptCell,
  edits: readonly SourceEdit[],
  newline: string,
): OffsetEdit | undefined {
  const before = cell.source.text.split('\n');
  const source = editedSource(cell.source.text, edits);
  const after = source.split('\n');
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const [from, until] = [head, before.length - tail];
  const written = after.slice(head, after.length - tail);
  const inQuotes = isInQuotes(script, text, cell);
  const encoded = inQuotes ? written : encodedLines(script, { type: cell.type, isForeign: cell.isForeign }, written);
  if (cell.source.text === '') {
    const end = lineEnd(text, cell.start);
    const isMarked = end > cell.start;
    return { start: end, end, newText: (isMarked ? newline : '') + encoded.join(newline) };
  }
  const offsets = lineOffsets(before);
  const startOf = (line: number) => {
    const start = cell.source.scriptStart(offsets[line] ?? 0);
    return inQuotes ? start : lineStart(text, start);
  };
  const endOf = (line: number) => {
    const end = cell.source.scriptStart((offsets[line] ?? 0) + (before[line]?.length ?? 0));
    return inQuotes ? end : lineEnd(text, end);
  };
  if (from < until && written.length > 0)
    return trimmed(text, { start: startOf(from), end: endOf(until - 1), newText: encoded.join(newline) });
  if (from < until) {
    // Lines go with the line break behind them, or, at the end, with that before them.
    if (until < before.length) return { start: startOf(from), end: startOf(until), newText: '' };
    return { start: from > 0 ? endOf(from - 1) : startOf(0), end: endOf(until - 1), newText: '' };
  }
  if (written.length === 0) return undefined;
  const lines = encoded.join(newline);
  if (from < before.length) return { start: startOf(from), end: startOf(from), newText: lines + newline };
  return { start: endOf(from - 1), end: endOf(from - 1), newText: newline + lines };
}

/** Prose in a script that is a string and no comment. */
function isInQuotes(script: Script, text: Text, { type, source, isForeign }: ScriptCell): boolean {
  const comments = commentsOf(script);
  if (!comments || (type === 'code' && !isForeign)) return false;
  const start = source.scriptStart(source.text.lastIndexOf('\n') + 1);
  return !text.slice(lineStart(text, start), start).startsWith(comments.comment);
}

function lineStart(text: Text, offset: number): number {
  return offset - text.positionAt(offset, 'utf-16').character;
}

function lineEnd(text: Text, offset: number): number {
  return text.lineEnd(text.positionAt(offset, 'utf-16').line);
}

function lineOffsets(lines: readonly string[]): readonly number[] {
  let offset = 0;
  return lines.map((line) => {
    const start = offset;
    offset += line.length + 1;
    return start;
  });
}

import { trimmed } from '../edit/sequence.ts';
import type { OffsetEdit, Text } from '../text/text.ts';
import { languageOf, readScript, type Script } from './readScript.ts';
import { readCells, type ScriptCell, scriptCells, scriptLines } from './scriptCells.ts';
import { keepsFormat } from './scriptFormat.ts';
import { linesOf } from './syntax/lines.ts';

/**
 * The script that a text holds after edits, from what it was before. Re-reads the cells around what has changed, as far as the next one that stayed what
 * it was, and everything where that may not do. The result is the one that reading everything would give; `expected` is as for reading.
 */
export function editScript(
  before: Script,
  beforeText: Text,
  text: Text,
  expected: string | undefined,
): Script | undefined {
  return editedAround(before, beforeText, text) ?? readScript(text.toString(), expected);
}

/** So many cells before the one that changed: the end of a cell depends on how the next one begins. */
const cellsBefore = 2;
/** Among so many cells behind what changed, one has to begin where it did. */
const cellsBehind = 4;

function editedAround(before: Script, beforeText: Text, text: Text): Script | undefined {
  const edit = trimmed(beforeText, text.editOf(beforeText));
  const { format, metadata, magics, bodyStart, cells } = before;
  const language = languageOf(format, metadata);
  if (language === undefined || !isBelowTop(before, beforeText, edit) || partsLineBreak(beforeText, edit))
    return undefined;
  const by = edit.newText.length - (edit.end - edit.start);
  const touched = [wholeLines(beforeText, edit.start, edit.end), wholeLines(text, edit.start, edit.end + by)] as const;
  if (!keepsFormat(format, linesOf(touched[0], 0), linesOf(touched[1], 0))) return undefined;

  const body = cells.findIndex(({ start }) => start >= bodyStart);
  const from = Math.max(cells.findLastIndex(({ start }) => start <= edit.start) - cellsBefore, body);
  const next = cells.findIndex(({ start }) => start > edit.end);
  if (body < 0) return undefined;
  // Blank lines above the first cell may become part of it.
  const start = from === body ? bodyStart : (cells[from]?.start ?? bodyStart);
  const until = next < 0 ? cells.length : Math.min(next + cellsBehind, cells.length);
  const end = (cells[until]?.start ?? beforeText.length) + by;
  const slice = text.slice(start, end);
  if (needsAll(before, touched.join('\n'), slice)) return undefined;

  const lines = linesOf(slice, start);
  const read = scriptCells(
    readCells(scriptLines(lines, format, language, magics), 0, format, metadata),
    lines,
    before.language,
    end,
  );
  const starts = new Map(read.map((cell, index) => [cell.start, index]));
  let known = next < 0 ? cells.length : next;
  while (known < until && !starts.has((cells[known]?.start ?? 0) + by)) known++;
  if (known === until && until < cells.length) return undefined;
  const again = read.slice(0, known < cells.length ? starts.get((cells[known]?.start ?? 0) + by) : read.length);
  if (from > body && again[0]?.start !== start) return undefined;
  return {
    ...before,
    cells: [...cells.slice(0, from), ...again, ...cells.slice(known).map((cell) => movedBy(cell, by))],
  };
}

/** True for an edit below the first line that is no header, in a text that cannot get another header by it. */
function isBelowTop({ format, bodyStart }: Script, beforeText: Text, { start }: OffsetEdit): boolean {
  if (start <= bodyStart || !/[\r\n]/.test(beforeText.slice(bodyStart, Math.min(start, bodyStart + maxTop))))
    return false;
  return format.header !== undefined || noHeader.test(beforeText.slice(0, Math.min(start, maxTop)));
}

/** So far is looked for the first line, in UTF-16 code units. */
const maxTop = 2000;

/** A line with a word in it, and nothing before it that could open a header. */
const noHeader = /^(?:(?!---)[^\p{L}\p{N}\r\n]|[\r\n])*[\p{L}\p{N}][^\r\n]*[\r\n]/u;

/** True where a carriage return and a line feed come together, or apart. */
function partsLineBreak(beforeText: Text, { start, end, newText }: OffsetEdit): boolean {
  return (
    beforeText.slice(start - 1, start) === '\r' ||
    (beforeText.slice(end, end + 1) === '\n' && (newText.endsWith('\r') || beforeText.slice(end - 1, end) === '\r'))
  );
}

/**
 * In scripts, fences in prose count where they are closed at all, however far below: true where an edit may open or close one, or makes prose of
 * what was none.
 */
function needsAll({ format }: Script, touched: string, slice: string): boolean {
  if (format.name !== 'percent' && format.name !== 'hydrogen') return false;
  return fence.test(touched) || (/%%|<codecell>|In\[|"""|'''/.test(touched) && fence.test(slice));
}

const fence = /```|~~~/;

function wholeLines(text: Text, start: number, end: number): string {
  const first = text.positionAt(start, 'utf-16').line;
  const last = text.positionAt(end, 'utf-16').line;
  return text.slice(text.offsetAt({ line: first, character: 0 }, 'utf-16'), text.lineEnd(last));
}

function movedBy(cell: ScriptCell, by: number): ScriptCell {
  return by === 0 ? cell : { ...cell, source: cell.source.movedBy(by), start: cell.start + by, end: cell.end + by };
}

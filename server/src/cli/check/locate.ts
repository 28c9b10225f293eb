import { type ScriptView, Text, type TextView } from '../../notebook/index.ts';
import { cellOfPlace, type Finding } from '../../rules/index.ts';
import { type CodeFrame, codeFrame } from '../report/codeFrame.ts';
import type { ReportedFinding } from '../report/fileReport.ts';

export type Located = Pick<ReportedFinding, 'range' | 'cell' | 'cellId' | 'cellRange'>;

/** Where a finding lies in the file and in its cell. */
export function locate(view: TextView | ScriptView, { place }: Finding): Located {
  const { range } = view.locate(place);
  const cell = cellOfPlace(place) ?? null;
  const cellId = cell === null ? null : (view.notebook.cells[cell]?.id ?? null);
  if (place.kind !== 'source') return { range, cell, cellId, cellRange: null };
  const source = Text.from(view.notebook.cells[place.cell]?.source ?? '');
  return { range, cell, cellId, cellRange: source.rangeAt(place.start, place.end, view.encoding) };
}

/** The line of source that a finding lies on, or the line of JSON or of the script; none for the notebook as a whole. */
export function frameOf(
  view: TextView | ScriptView,
  { place }: Finding,
  { range, cellRange }: Located,
): CodeFrame | undefined {
  if (place.kind === 'json' && place.path.length === 0) return undefined;
  if (place.kind !== 'source' || !cellRange) return frameIn(view.text, range.start.line, view, range);
  const source = Text.from(view.notebook.cells[place.cell]?.source ?? '');
  return frameIn(source, cellRange.start.line, view, cellRange);
}

function frameIn(
  text: Text,
  line: number,
  { encoding }: TextView | ScriptView,
  { start, end }: ReportedFinding['range'],
): CodeFrame {
  const lineStart = text.offsetAt({ line, character: 0 }, encoding);
  const slice = (from: number, to: number) => text.slice(from, to);
  return codeFrame(
    line + 1,
    slice,
    lineStart,
    text.lineEnd(line),
    text.offsetAt(start, encoding),
    text.offsetAt(end, encoding),
  );
}

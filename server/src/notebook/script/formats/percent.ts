import type { CellType } from '../../model.ts';
import { closesFence, type Fence, Fences } from '../syntax/fences.ts';
import { type FormatCell, isActive, omit, type ScriptLines, withoutTwoBlanks } from '../syntax/formatCell.ts';
import { withoutComment } from '../syntax/lines.ts';
import { escaped, markerOptions, noOptions } from '../syntax/markerOptions.ts';
import { Quotes } from '../syntax/quotes.ts';
import { scriptContent } from '../syntax/scriptContent.ts';

/** The cells of a script in the percent format (jupytext, "The percent format") from a line on. */
export function readPercent(script: ScriptLines, start: number): FormatCell[] {
  const { lines, language } = script;
  const markers = percentMarkers(script.comments.comment);
  const fences = new Fences(() => lines.map((_, index) => proseAt(script, index)));
  const cells: FormatCell[] = [];
  for (let first = start; first < lines.length; ) {
    const text = lines[first]?.text ?? '';
    const options = markers.titled.test(text) ? markerOptions(optionsOf(proseAt(script, first))) : noOptions;
    const type: CellType = options.type ?? (isActive('.ipynb', options.metadata) ? 'code' : 'raw');
    const end = endOfCell(script, markers, fences, first, type, options.language ?? language);
    const from = isMarker(text, markers) ? first + 1 : first;
    const metadata = options.metadata.active === '' ? omit(options.metadata, 'active') : options.metadata;
    const cell = { type, metadata, language: options.language };
    const source = scriptContent(
      script,
      lines.slice(from, endOfContent(script, first, from, end)),
      cell,
      'with marker',
    );
    cells.push({ ...cell, source, first, end });
    first = end;
  }
  return cells;
}

export interface PercentMarkers {
  /** With a blank behind it, and maybe options. */
  readonly titled: RegExp;
  /** Alone on its line, as others than jupytext write it too. */
  readonly bare: RegExp;
}

export function percentMarkers(comment: string): PercentMarkers {
  const sign = escaped(comment);
  return {
    titled: new RegExp(`^\\s*${sign}\\s*%%%*\\s.*$`),
    bare: new RegExp(`^\\s*${sign}\\s*(?:%%|<codecell>|In\\[[0-9 ]*\\]:?)\\s*$`),
  };
}

function isMarker(text: string, { titled, bare }: PercentMarkers): boolean {
  return titled.test(text) || bare.test(text);
}

function proseAt({ lines, comments: { comment, suffix } }: ScriptLines, index: number): string {
  const line = lines[index];
  return line ? withoutComment(line, comment, suffix).text : '';
}

function optionsOf(marker: string): string {
  return marker.slice(marker.indexOf('%%') + 2);
}

/** The index of the line where the next cell begins: of the next marker that is in no string and in no fence of Markdown. */
function endOfCell(
  script: ScriptLines,
  markers: PercentMarkers,
  fences: Fences,
  first: number,
  type: CellType,
  language: string,
): number {
  const quotes = new Quotes(language);
  let fence: Fence | undefined;
  for (let index = first; index < script.lines.length; index++) {
    const text = script.lines[index]?.text ?? '';
    if (!quotes.beginsOutside(text)) continue;
    if (type !== 'code') {
      const prose = proseAt(script, index);
      if (fence) {
        if (closesFence(prose, fence)) fence = undefined;
        continue;
      }
      fence = fences.openedBy(index, prose);
      if (fence) continue;
    }
    if (index > first && isMarker(text, markers)) return index;
  }
  return script.lines.length;
}

/** Two blank lines before a marker, or one that is empty, part cells. */
function endOfContent({ lines }: ScriptLines, first: number, from: number, end: number): number {
  const parted = withoutTwoBlanks(lines, first, end);
  const until = parted < end ? parted : lines[end - 1]?.text === '' ? end - 1 : end;
  return Math.max(from, until);
}

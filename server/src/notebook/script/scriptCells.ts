import type { JsonObject } from 'nbproject-protocol';
import { asObject, textAt } from '../json/values.ts';
import type { CellType } from '../model.ts';
import { readLight } from './formats/light.ts';
import { readMarkdown } from './formats/markdown.ts';
import { readMyst } from './formats/myst.ts';
import { readPercent } from './formats/percent.ts';
import { readQuarto } from './formats/quarto.ts';
import type { ScriptFormat } from './scriptFormat.ts';
import { ScriptSource } from './scriptSource.ts';
import type { FormatCell, ScriptLines } from './syntax/formatCell.ts';
import { isCellLanguage, languageOfExtension, usualName } from './syntax/languages.ts';
import { placeOf, type SourceLine, writtenLine } from './syntax/lines.ts';

export interface ScriptCell {
  readonly type: CellType;
  readonly metadata: JsonObject;
  /** True for code in another language than the notebook's, which is a comment in the script. */
  readonly isForeign: boolean;
  readonly source: ScriptSource;
  /** From the beginning of its first line, that of its marker, to where the next cell begins; UTF-16 code units of the script. */
  readonly start: number;
  readonly end: number;
}

/** What the reader of a format is given; a language that nothing names is Python's until the cells are read. */
export function scriptLines(
  lines: readonly SourceLine[],
  { extension }: ScriptFormat,
  language: string | undefined,
  magics: ScriptLines['magics'],
): ScriptLines {
  const comments = languageOfExtension(extension) ?? { comment: '#', suffix: '' };
  return { lines, extension, language: language ?? 'python', comments, magics };
}

/** The cells from a line on, at which one begins. One after the other: none depends on what stands before it. */
export function readCells(
  script: ScriptLines,
  start: number,
  format: ScriptFormat,
  { jupytext }: JsonObject,
): readonly FormatCell[] {
  switch (format.name) {
    case 'percent':
    case 'hydrogen':
      return readPercent(script, start);
    case 'light':
      return readLight(script, start, format.markers);
    case 'markdown':
    case 'rmarkdown':
      return readMarkdown(script, start, asObject(jupytext)?.split_at_heading === true ? 'headings' : 'blank lines');
    case 'quarto':
      return readQuarto(script, start);
    case 'myst':
      return readMyst(script, start);
  }
}

export function isProseFormat({ name }: ScriptFormat): boolean {
  return name !== 'percent' && name !== 'hydrogen' && name !== 'light';
}

/** Cells as they lie in the script. `main` is the notebook's language, `end` where the last one ends. */
export function scriptCells(
  cells: readonly FormatCell[],
  lines: readonly SourceLine[],
  main: string,
  end: number,
): readonly ScriptCell[] {
  return cells.map((cell, index) => {
    const start = offsetOf(lines, cell.first, end);
    const next = cells[index + 1];
    return {
      type: cell.type,
      metadata: metadataIn(cell),
      isForeign: isForeign(cell, main),
      source: ScriptSource.of(withLanguage(cell, main, start), start),
      start,
      end: next ? offsetOf(lines, next.first, end) : end,
    };
  });
}

/** Where a line begins; `end` behind the last one. */
export function offsetOf(lines: readonly SourceLine[], line: number, end: number): number {
  const at = lines[line];
  return at ? placeOf(at, 0) : end;
}

function isForeign({ language }: FormatCell, main: string): boolean {
  return language !== undefined && language !== main && usualName(language) !== main && isCellLanguage(language);
}

/** The lines of a cell in another language begin with the magic that runs it. */
function withLanguage(cell: FormatCell, main: string, start: number): readonly SourceLine[] {
  const { language, source, metadata } = cell;
  if (!isForeign(cell, main)) return source;
  const sign = main === 'csharp' ? '#!' : '%%';
  const options = textAt(metadata, 'magic_args');
  return [writtenLine(`${sign}${language}${options ? ` ${options}` : ''}`, start), ...source];
}

function metadataIn({ metadata, language }: FormatCell): JsonObject {
  if (language === undefined || !Object.hasOwn(metadata, 'magic_args')) return metadata;
  const { magic_args: _, ...rest } = metadata;
  return rest;
}

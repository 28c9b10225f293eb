import type { JsonObject } from 'nbproject-protocol';
import { asObject, textAt } from '../json/values.ts';
import type { CellType } from '../model.ts';
import type { FormatCell, ScriptLines } from './formatCell.ts';
import { firstCellLine, formatOf, type ScriptFormat } from './formats.ts';
import { headerCell } from './header.ts';
import { isCellLanguage, languageOfExtension, usualName } from './languages.ts';
import { readLight } from './light.ts';
import { linesOf, placeOf, type SourceLine, writtenLine } from './lines.ts';
import { readMarkdown } from './markdown.ts';
import { readMyst } from './myst.ts';
import { readPercent } from './percent.ts';
import { readQuarto } from './quarto.ts';
import { ScriptSource } from './scriptSource.ts';

/** A notebook as a script: what jupytext makes of the text. */
export interface Script {
  readonly format: ScriptFormat;
  /** The notebook's language, by jupytext's name for it. */
  readonly language: string;
  readonly magics: ScriptLines['magics'];
  /** What the header says of the notebook's own metadata. */
  readonly metadata: JsonObject;
  readonly cells: readonly ScriptCell[];
}

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

/** Reads the cells of a script, in time linear in its length; undefined for a text that is none. `expected` is as for {@link formatOf}. */
export function readScript(text: string, expected: string | undefined): Script | undefined {
  const lines = linesOf(text);
  const format = formatOf(lines, expected);
  if (!format) return undefined;
  const metadata = metadataOf(format);
  const language = languageIn(metadata, format.extension);
  const script: ScriptLines = {
    lines,
    extension: format.extension,
    language: language ?? 'python',
    comments: languageOfExtension(format.extension) ?? { comment: '#', suffix: '' },
    magics: magicsOf(format, metadata),
  };
  const cells = readCells(script, format, metadata);
  const main = language ?? mostFrequent(cells);
  return {
    format,
    language: main,
    magics: script.magics,
    metadata,
    cells: [
      ...frontMatter(format, metadata),
      ...cells.map((cell, index) => scriptCell(cell, cells[index + 1]?.first ?? lines.length)),
    ],
  };

  function scriptCell(cell: FormatCell, end: number): ScriptCell {
    const start = startOf(cell.first);
    return {
      type: cell.type,
      metadata: metadataIn(cell),
      isForeign: isForeign(cell, main),
      source: new ScriptSource(withLanguage(cell, main, start), start),
      start,
      end: startOf(end),
    };
  }

  function startOf(line: number): number {
    const at = lines[line];
    return at ? placeOf(at, 0) : text.length;
  }
}

function metadataOf({ name, header }: ScriptFormat): JsonObject {
  if (!header) return {};
  if (name !== 'myst') return header.jupyter;
  // MyST has the notebook's metadata at the top, beside what is no metadata, which a filter tells.
  const { jupyter: _, ...top } = header.content;
  const filter = (textAt(asObject(top.jupytext), 'root_level_metadata_filter') ?? '').split(',');
  const isKept = (key: string) => !filter.includes(`-${key}`) && (!filter.includes('-all') || filter.includes(key));
  return { ...Object.fromEntries(Object.entries(top).filter(([key]) => isKept(key))), ...header.jupyter };
}

function languageIn(metadata: JsonObject, extension: string): string | undefined {
  const main = textAt(metadata.jupytext, 'main_language') ?? textAt(metadata.kernelspec, 'language');
  if (!main) return languageOfExtension(extension)?.name;
  if (main === 'R' || main === 'sas') return main;
  return main.startsWith('C++') ? 'c++' : main.toLowerCase().replaceAll('#', 'sharp');
}

function magicsOf({ name }: ScriptFormat, { jupytext }: JsonObject): ScriptLines['magics'] {
  const said = asObject(jupytext)?.comment_magics;
  if (typeof said === 'boolean') return said ? 'commented' : 'as they are';
  return name === 'percent' || name === 'light' || name === 'rmarkdown' ? 'commented' : 'as they are';
}

function readCells(script: ScriptLines, format: ScriptFormat, metadata: JsonObject): FormatCell[] {
  const isScript = format.name === 'percent' || format.name === 'hydrogen' || format.name === 'light';
  const start = firstCellLine(script.lines, format, isScript ? script.comments.comment : '');
  switch (format.name) {
    case 'percent':
    case 'hydrogen':
      return readPercent(script, start);
    case 'light':
      return readLight(script, start, format.markers);
    case 'markdown':
    case 'rmarkdown':
      return readMarkdown(
        script,
        start,
        asObject(metadata.jupytext)?.split_at_heading === true ? 'headings' : 'blank lines',
      );
    case 'quarto':
      return readQuarto(script, start);
    case 'myst':
      return readMyst(script, start);
  }
}

/** Where nothing names the language, it is that of most cells. */
function mostFrequent(cells: readonly FormatCell[]): string {
  const counts = new Map([['python', 0.5]]);
  for (const { language } of cells)
    if (language) counts.set(usualName(language), (counts.get(usualName(language)) ?? 0) + 1);
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
}

function frontMatter({ name, header }: ScriptFormat, metadata: JsonObject): ScriptCell[] {
  const lines =
    header && headerCell(header, name === 'myst' ? (key) => Object.hasOwn(metadata, key) : (key) => key === 'jupyter');
  if (!lines) return [];
  const source = new ScriptSource(lines, 0);
  return [{ type: 'raw', metadata: {}, isForeign: false, source, start: 0, end: source.scriptEnd(source.text.length) }];
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

import type { JsonObject } from 'nbproject-protocol';
import { asObject, textAt } from '../json/values.ts';
import { headerCell } from './header.ts';
import { isProseFormat, offsetOf, readCells, type ScriptCell, scriptCells, scriptLines } from './scriptCells.ts';
import { firstCellLine, formatOf, type ScriptFormat } from './scriptFormat.ts';
import { ScriptSource } from './scriptSource.ts';
import type { FormatCell, ScriptLines } from './syntax/formatCell.ts';
import { languageOfExtension, usualName } from './syntax/languages.ts';
import { linesOf } from './syntax/lines.ts';

/** A notebook as a script: what jupytext makes of the text. */
export interface Script {
  readonly format: ScriptFormat;
  /** The notebook's language, by jupytext's name for it. */
  readonly language: string;
  readonly magics: ScriptLines['magics'];
  /** What the header says of the notebook's own metadata. */
  readonly metadata: JsonObject;
  /** Where what is no header begins; UTF-16 code units of the script. */
  readonly bodyStart: number;
  readonly cells: readonly ScriptCell[];
}

/** Reads the cells of a script, in time linear in its length; undefined for a text that is none. `expected` is as for {@link formatOf}. */
export function readScript(text: string, expected: string | undefined): Script | undefined {
  const lines = linesOf(text, 0);
  const format = formatOf(lines, expected);
  if (!format) return undefined;
  const metadata = metadataOf(format);
  const language = languageOf(format, metadata);
  const magics = magicsOf(format, metadata);
  const script = scriptLines(lines, format, language, magics);
  const start = firstCellLine(lines, format, isProseFormat(format) ? '' : script.comments.comment);
  const cells = readCells(script, start, format, metadata);
  const main = language ?? mostFrequent(cells);
  return {
    format,
    language: main,
    magics,
    metadata,
    bodyStart: offsetOf(lines, start, text.length),
    cells: [...frontMatter(format, metadata), ...scriptCells(cells, lines, main, text.length)],
  };
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

/** The notebook's language, where the header or the extension names it. */
export function languageOf({ extension }: ScriptFormat, metadata: JsonObject): string | undefined {
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
  const source = ScriptSource.of(lines, 0);
  return [{ type: 'raw', metadata: {}, isForeign: false, source, start: 0, end: source.scriptEnd(source.text.length) }];
}

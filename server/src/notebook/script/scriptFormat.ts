import type { JsonObject } from 'nbproject-protocol';
import { asObject, textAt } from '../json/values.ts';
import { proseFormats } from './extensions.ts';
import type { FormatName } from './formatName.ts';
import type { CellMarkers } from './formats/light.ts';
import { percentMarkers } from './formats/percent.ts';
import { firstLine, type Header, readHeader } from './header.ts';
import { commentSigns, languageOfExtension, type ScriptLanguage } from './syntax/languages.ts';
import type { SourceLine } from './syntax/lines.ts';
import { isMagic } from './syntax/magics.ts';
import { Quotes } from './syntax/quotes.ts';

/** The format of a script, and what was found at its top. */
export interface ScriptFormat {
  readonly name: FormatName;
  /** Of the file that holds it or would hold it, with its dot. */
  readonly extension: string;
  /** True where the header says it; else it is told by what marks cells. */
  readonly isDeclared: boolean;
  /** Other markers of the light format than its own. */
  readonly markers: CellMarkers | undefined;
  readonly header: Header | undefined;
}

/**
 * The format of a text, told by its header or else by its markers; `expected` is the extension of a file that is known to be paired with
 * a notebook, or that of the language that the editor says. Undefined for a text that is no script of a notebook.
 */
export function formatOf(lines: readonly SourceLine[], expected: string | undefined): ScriptFormat | undefined {
  for (const { comment, suffix } of [{ comment: '', suffix: '' }, ...commentSigns]) {
    const header = readHeader(lines, comment, suffix);
    if (!header) continue;
    const declared = declaredFormat(header);
    if (declared) return declared;
    const isOurs = header.content.jupyter !== undefined || header.content.jupytext !== undefined;
    return (
      markedFormat(lines, expected ?? (comment === '' ? '.md' : undefined), header) ??
      (isOurs ? plain(expected, header) : undefined)
    );
  }
  return markedFormat(lines, expected, undefined);
}

/** What the header says: `jupytext.text_representation`, under `jupyter` or, in MyST, at the top. */
function declaredFormat(header: Header): ScriptFormat | undefined {
  const jupytext = asObject(header.jupyter.jupytext) ?? asObject(header.content.jupytext);
  const extension = textAt(jupytext?.text_representation, 'extension');
  const name = textAt(jupytext?.text_representation, 'format_name');
  if (!extension || !name || !isFormatName(name)) return undefined;
  const ending = extension.slice(extension.lastIndexOf('.'));
  return {
    name: name === 'nomarker' ? 'light' : name,
    extension: ending,
    isDeclared: true,
    markers: declaredMarkers(jupytext),
    header,
  };
}

function isFormatName(name: string): name is FormatName | 'nomarker' {
  return ['percent', 'hydrogen', 'light', 'nomarker', 'markdown', 'rmarkdown', 'quarto', 'myst'].includes(name);
}

function declaredMarkers(jupytext: JsonObject | undefined): CellMarkers | undefined {
  const [open, close] = textAt(jupytext, 'cell_markers')?.split(/,(.*)/s) ?? [];
  return open?.trim() && close?.trim() && open !== '+' && !open.startsWith('"""') && !open.startsWith("'''")
    ? { open, close }
    : undefined;
}

/** By what marks cells in the text. */
function markedFormat(
  lines: readonly SourceLine[],
  expected: string | undefined,
  header: Header | undefined,
): ScriptFormat | undefined {
  const prose = expected && proseFormats[expected];
  if (prose) {
    const fence = lines.map(({ text }) => cellFence.exec(text)).find((found) => found !== null);
    if (!fence) return undefined;
    if (fence[1]) return { name: 'myst', extension: expected, isDeclared: false, markers: undefined, header };
    if (fence[2] && expected === '.md')
      return { name: 'quarto', extension: '.qmd', isDeclared: false, markers: undefined, header };
    return { name: prose, extension: expected, isDeclared: false, markers: undefined, header };
  }
  const extension = expected ?? (lines.some(({ text }) => percentLine.test(text)) ? '.py' : undefined);
  return extension === undefined ? undefined : scriptFormat(lines, extension, header);
}

/** A fence of a cell: of MyST, of R Markdown or Quarto, of Markdown. */
const cellFence = /^\s*`{3,}\s*(?:(\{(?:code|raw)-cell\})|(\{[a-zA-Z]+(?:[ ,].*)?\}\s*$)|[a-zA-Z])/;

const percentLine = /^# ?%%(?:\s|$)/;

function scriptFormat(
  lines: readonly SourceLine[],
  extension: string,
  header: Header | undefined,
): ScriptFormat | undefined {
  const language = languageOfExtension(extension);
  if (!language) return undefined;
  const { isPercent, hasMagics } = marksIn(lines, language);
  if (isPercent)
    return { name: hasMagics ? 'hydrogen' : 'percent', extension, isDeclared: false, markers: undefined, header };
  return header ? plain(extension, header) : undefined;
}

/** What tells the format of a script that does not say it. */
function marksIn(lines: readonly SourceLine[], language: ScriptLanguage) {
  const markers = percentMarkers(language.comment);
  const quotes = new Quotes(language.name === 'R' ? 'R' : 'python');
  let isPercent = false;
  let hasMagics = false;
  for (const { text } of lines) {
    if (!quotes.beginsOutside(text)) continue;
    isPercent ||= !/^\s/.test(text) && (markers.titled.test(text) || markers.bare.test(text));
    hasMagics ||= !text.startsWith(language.comment) && isMagic(text, language.name, 'without help');
  }
  return { isPercent, hasMagics };
}

/** True where some lines of a script can be replaced by others without another format being told; where that is not sure, false. */
export function keepsFormat(
  { isDeclared, extension }: ScriptFormat,
  before: readonly SourceLine[],
  after: readonly SourceLine[],
): boolean {
  if (isDeclared) return true;
  const language = languageOfExtension(extension);
  const unsure = language ? /"""|'''/ : /```/;
  if ([...before, ...after].some(({ text }) => unsure.test(text))) return false;
  if (!language) return true;
  const [one, other] = [marksIn(before, language), marksIn(after, language)];
  return one.isPercent === other.isPercent && one.hasMagics === other.hasMagics;
}

/** A script whose header alone tells that it is one. */
function plain(extension: string | undefined, header: Header): ScriptFormat | undefined {
  if (extension === undefined) return undefined;
  const prose = proseFormats[extension];
  return { name: prose ?? 'light', extension, isDeclared: false, markers: undefined, header };
}

/** The index of the first line that may belong to a cell. */
export function firstCellLine(lines: readonly SourceLine[], { header }: ScriptFormat, comment: string): number {
  return header ? header.end : firstLine(lines, comment);
}

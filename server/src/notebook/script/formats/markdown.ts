import type { JsonObject } from 'nbproject-protocol';
import { textAt } from '../../json/values.ts';
import type { CellType } from '../../model.ts';
import { fenceOptions, titledOptions } from '../syntax/cellMetadata.ts';
import { chunkOptions } from '../syntax/chunkOptions.ts';
import { type FormatCell, isActive, nextCell, omit, type ScriptLines, withoutInactive } from '../syntax/formatCell.ts';
import { fencedLanguages, isCellLanguage } from '../syntax/languages.ts';
import { isBlankLine, type SourceLine } from '../syntax/lines.ts';
import { withoutMagicComments } from '../syntax/magics.ts';
import { escaped } from '../syntax/markerOptions.ts';
import { Quotes } from '../syntax/quotes.ts';

/** How a flavour of Markdown writes code cells. */
interface Flavour {
  /** The language and the options of a fence that begins a code cell; undefined for any other line. */
  readonly codeCell: (text: string, where: 'at the beginning' | 'in prose') => CodeFence | undefined;
  /** A fence that is shown as code and not run. */
  readonly plainFence: RegExp;
}

interface CodeFence {
  readonly language: string | undefined;
  readonly metadata: JsonObject;
  readonly closing: RegExp;
}

/** The cells of Markdown as jupytext writes it, in `.md` and `.Rmd` files, from a line on. */
export function readMarkdown(script: ScriptLines, start: number, splitAt: 'blank lines' | 'headings'): FormatCell[] {
  const flavour = script.extension === '.Rmd' ? chunks : fences;
  const cells: FormatCell[] = [];
  for (let first = start; first < script.lines.length; ) {
    const cell =
      readRegion(script, first) ?? readCode(script, first, flavour) ?? readProse(script, first, flavour, splitAt);
    cells.push(cell);
    first = cell.end;
  }
  return cells;
}

const simpleClosing = /^```\s*$/;

const fences: Flavour = {
  codeCell: (text) => {
    const found = codeFence.exec(text);
    if (!found) return undefined;
    const { words, metadata } = fenceOptions(`${found[2]}${found[3]}`);
    // In the place of `.noeval` nothing is run.
    if (metadata['.noeval'] === null) return undefined;
    return { language: words || undefined, metadata, closing: new RegExp(`^\`\`\`${found[1]}`) };
  },
  plainFence: /^```/,
};

const codeFence = new RegExp(`^\`\`\`(\`*)\\s*(${fencedLanguages.map(escaped).join('|')})($|\\s.*$)`);

const chunks: Flavour = {
  codeCell: (text, where) => {
    const found = /^```\{(.*)\}\s*$/.exec(text);
    if (!found?.[1]) return undefined;
    const { words, metadata } = chunkOptions(found[1]);
    // A bibliography, for example, is written as a chunk, too.
    if (where === 'in prose' && !isCellLanguage(words) && !isCellLanguage(words.toLowerCase())) return undefined;
    return { language: words, metadata, closing: simpleClosing };
  },
  plainFence: /^```(?:[^{]|\s*$)/,
};

const regionStart = /^<!--\s*#(region|markdown|md|raw)(.*)-->\s*$/;

/** A cell between `<!-- #region -->` and `<!-- #endregion -->`. */
function readRegion(script: ScriptLines, first: number): FormatCell | undefined {
  const { lines } = script;
  const found = regionStart.exec(lines[first]?.text ?? '');
  if (!found) return undefined;
  const [, name = '', written = ''] = found;
  const { words, metadata } = titledOptions(written);
  const closing = new RegExp(`^<!--\\s*#end${name}\\s*-->\\s*$`);
  let end = first;
  while (end < lines.length && !closing.test(lines[end]?.text ?? '')) end++;
  const isClosed = end < lines.length;
  return {
    type: name === 'raw' ? 'raw' : 'markdown',
    metadata: {
      ...omit(metadata, 'language'),
      ...(words !== '' && { title: words }),
      ...((name === 'markdown' || name === 'md') && { region_name: name }),
    },
    language: undefined,
    source: lines.slice(first + 1, end),
    first,
    end: nextCell(lines, isClosed ? end + 1 : end, isClosed),
  };
}

function readCode(script: ScriptLines, first: number, { codeCell }: Flavour): FormatCell | undefined {
  const { lines, language } = script;
  const fence = codeCell(lines[first]?.text ?? '', 'at the beginning');
  if (!fence) return undefined;
  const own = textAt(fence.metadata, 'language') ?? fence.language;
  const closed = closingFence(script, first, fence, own ?? language);
  const end = closed ?? lines.length;
  const cell = { type: 'code' as CellType, metadata: omit(fence.metadata, 'language'), language: own };
  const source = codeContent(script, lines.slice(first + 1, end), cell.metadata, own);
  return {
    ...withoutInactive(cell),
    source,
    first,
    end: nextCell(lines, closed === undefined ? end : end + 1, closed !== undefined),
  };
}

function closingFence(
  { lines }: ScriptLines,
  first: number,
  { closing }: CodeFence,
  language: string,
): number | undefined {
  const quotes = new Quotes(language);
  for (let index = first + 1; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    if (quotes.beginsOutside(text) && closing.test(text)) return index;
  }
  return undefined;
}

function codeContent(script: ScriptLines, lines: readonly SourceLine[], metadata: JsonObject, own: string | undefined) {
  const { extension, language, magics } = script;
  const isForeign = own !== undefined && own !== language && metadata.active === undefined;
  if (magics === 'as they are' || isForeign || !isActive(extension, metadata)) return lines;
  return withoutMagicComments(lines, own ?? language, 'with help');
}

/** Up to the next cell, or two blank lines; what lies in fences or is indented like code is not looked into. */
function readProse(
  script: ScriptLines,
  first: number,
  flavour: Flavour,
  splitAt: 'blank lines' | 'headings',
): FormatCell {
  const { lines } = script;
  let blanks = 0;
  let closing: RegExp | undefined;
  let isIndented = false;
  const cellTo = (content: number, next: number, isClosed: boolean): FormatCell => ({
    type: 'markdown',
    metadata: {},
    language: undefined,
    source: lines.slice(first, content),
    first,
    end: nextCell(lines, next, isClosed),
  });
  for (let index = first; index < lines.length; index++) {
    const text = lines[index]?.text ?? '';
    const isBlank = isBlankLine(lines[index]);
    if (closing?.test(text)) {
      closing = undefined;
      continue;
    }
    if (blanks > 0 && !isBlank && text.startsWith('    ')) {
      isIndented = true;
      blanks = 0;
      continue;
    }
    if (isIndented && !isBlank && !text.startsWith('    ')) isIndented = false;
    if (isIndented || closing) continue;
    if (regionStart.test(text) || flavour.codeCell(text, 'in prose')) {
      const content = index > first + 1 && blanks > 0 ? index - 1 : index;
      return cellTo(content, index, false);
    }
    if (text.startsWith('```{') || flavour.plainFence.test(text)) {
      if (blanks >= 2 && !text.startsWith('```{')) return cellTo(index - 2, index, true);
      closing = simpleClosing;
      blanks = 0;
      continue;
    }
    if (splitAt === 'headings' && text.startsWith('#') && blanks > 0) return cellTo(index - 1, index, false);
    if (isBlank) blanks++;
    else if (blanks >= 2) return cellTo(index - 2, index, true);
    else blanks = 0;
  }
  return cellTo(lines.length, lines.length, false);
}

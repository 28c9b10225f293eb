import type { CellType } from '../../model.ts';
import {
  type FormatCell,
  nextCell,
  type ScriptLines,
  withoutInactive,
  withoutTwoBlanks,
} from '../syntax/formatCell.ts';
import { isBlankLine } from '../syntax/lines.ts';
import { isMagic } from '../syntax/magics.ts';
import { escaped, type MarkerOptions, markerOptions } from '../syntax/markerOptions.ts';
import { Quotes } from '../syntax/quotes.ts';
import { scriptContent } from '../syntax/scriptContent.ts';

/** What opens and closes a cell in comments; `+` and `-` where a script does not say, which need no closing one. */
export interface CellMarkers {
  readonly open: string;
  readonly close: string;
}

/** The cells of a script in the light format (jupytext, "The light format") from a line on: paragraphs, unless a marker says more. */
export function readLight(script: ScriptLines, start: number, custom: CellMarkers | undefined): FormatCell[] {
  const reader = new LightReader(script, custom);
  const cells: FormatCell[] = [];
  for (let first = start; first < script.lines.length; ) {
    const cell = reader.read(first);
    cells.push(cell);
    first = cell.end;
  }
  return cells;
}

/** Where a cell ends: before the line of `content`; the next one begins at `next` or behind blank lines there. */
interface CellEnd {
  readonly content: number;
  readonly next: number;
  /** `marked` by a closing marker; `dismissed` where the opening one counts for nothing, because another comes first. */
  readonly how: 'marked' | 'dismissed' | 'unmarked';
}

class LightReader {
  readonly #script: ScriptLines;
  readonly #hasCustomMarkers: boolean;
  readonly #opening: RegExp;
  readonly #customClosing: RegExp | undefined;
  /** Of each line: the index of the next one that is not blank, itself or behind it. */
  readonly #nextText: Int32Array;

  constructor(script: ScriptLines, custom: CellMarkers | undefined) {
    this.#script = script;
    this.#hasCustomMarkers = custom !== undefined;
    const sign = escaped(script.comments.comment);
    this.#opening = new RegExp(`^${sign}\\s*${escaped(custom?.open ?? '+')}(.*)$`);
    this.#customClosing = custom && new RegExp(`^${sign}\\s*${escaped(custom.close)}\\s*$`);
    this.#nextText = nextTexts(script);
  }

  read(first: number): FormatCell {
    const text = this.#text(first);
    const found = this.#opening.exec(text);
    const marked = found ? this.#optionsOf(found[1] ?? '') : undefined;
    const prose = marked || this.#customClosing?.test(text) ? undefined : this.#endOfProse(first);
    const end = prose ?? this.#endOfCode(first, marked);
    const options = end.how === 'dismissed' ? undefined : marked?.options;
    const metadata = options?.metadata ?? {};
    const from = options ? first + 1 : first;
    const until =
      end.how === 'marked' && this.#script.extension === '.py'
        ? withoutTwoBlanks(this.#script.lines, from, end.content)
        : end.content;
    const type: CellType = prose ? 'markdown' : (marked?.options.type ?? 'code');
    const cell = { type, metadata, language: options?.language };
    const lines = this.#script.lines.slice(from, Math.max(from, until));
    const source = scriptContent(this.#script, lines, cell, options ? 'with marker' : 'without marker');
    return {
      ...withoutInactive(cell),
      source,
      first,
      end: nextCell(this.#script.lines, end.next, end.how === 'marked'),
    };
  }

  #text(index: number): string {
    return this.#script.lines[index]?.text ?? '';
  }

  /** The marker's options, and what closes its cell. */
  #optionsOf(written: string): { readonly options: MarkerOptions; readonly closing: RegExp } {
    const { comment, suffix } = this.#script.comments;
    const bare = suffix !== '' && written.endsWith(suffix) ? written.slice(0, -suffix.length) : written;
    const options = markerOptions(bare);
    const close = typeof options.closing === 'string' ? options.closing : '-';
    return { options, closing: this.#customClosing ?? new RegExp(`^${escaped(comment)} ${escaped(close)}\\s*$`) };
  }

  /** A paragraph of comments alone, none of them a magic, is prose. */
  #endOfProse(first: number): CellEnd | undefined {
    const { comments, language, lines } = this.#script;
    for (let index = first; index < lines.length; index++) {
      const text = this.#text(index);
      if (!text.startsWith(comments.comment)) {
        return index > first && text.trim() === '' ? { content: index, next: index + 1, how: 'unmarked' } : undefined;
      }
      const behind = text.slice(comments.comment.length).trimStart();
      if (!behind.startsWith(comments.comment) && isMagic(text, language, 'without help')) return undefined;
    }
    return { content: lines.length, next: lines.length, how: 'unmarked' };
  }

  /** The next marker, the cell's closing marker, or, in a cell without marker, the first blank line with no indented one behind it. */
  #endOfCode(
    first: number,
    marked: { readonly options: MarkerOptions; readonly closing: RegExp } | undefined,
  ): CellEnd {
    const { lines, language } = this.#script;
    const quotes = new Quotes(marked?.options.language ?? language);
    for (let index = marked ? first + 1 : first; index < lines.length; index++) {
      const text = this.#text(index);
      if (!quotes.beginsOutside(text)) continue;
      if (this.#opening.test(text)) {
        const isParted = index > first && isBlankLine(lines[index - 1]);
        const content = isParted ? index - (index > first + 1 && isBlankLine(lines[index - 2]) ? 2 : 1) : index;
        return { content, next: index, how: this.#hasCustomMarkers ? 'dismissed' : 'unmarked' };
      }
      if (marked) {
        if (marked.closing.test(text)) return { content: index, next: index + 1, how: 'marked' };
      } else if (text.trim() === '' && !this.#isIndentedBehind(index)) {
        if (index > first) return { content: index, next: index + 1, how: 'unmarked' };
        const isLineBehind = first + 1 < lines.length && !isBlankLine(lines[first + 1]);
        return { content: first + 1, next: Math.min(first + (isLineBehind ? 1 : 2), lines.length), how: 'unmarked' };
      }
    }
    return { content: lines.length, next: lines.length, how: 'unmarked' };
  }

  #isIndentedBehind(index: number): boolean {
    return /^\s/.test(this.#text(this.#nextText[index] ?? this.#script.lines.length));
  }
}

function nextTexts({ lines }: ScriptLines): Int32Array {
  const next = new Int32Array(lines.length);
  for (let index = lines.length - 1; index >= 0; index--) {
    next[index] = isBlankLine(lines[index]) ? (next[index + 1] ?? lines.length) : index;
  }
  return next;
}

import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as plainText } from 'mdast-util-to-string';
import type { SourceEdit } from 'nbproject-protocol';
import type { Cell } from '../model.ts';
import { blocksOnly, isTooCostly } from './blocks.ts';

export interface Heading {
  /** 1 to 6. */
  readonly level: number;
  /** Its words without markup, white space collapsed; empty for a heading of nothing. */
  readonly text: string;
  /** From its first mark to its end, in UTF-16 code units of the cell's source. */
  readonly start: number;
  readonly end: number;
}

/** The headings of a Markdown cell by CommonMark: not those in quotes and lists, which head no section. Other cells have none. */
export function headingsOf(cell: Cell): readonly Heading[] {
  if (cell.type !== 'markdown') return [];
  const known = knownHeadings.get(cell);
  if (known) return known;
  const headings = readHeadings(cell.source);
  knownHeadings.set(cell, headings);
  return headings;
}

/** Those of level 1. A cell that cannot hold any is not parsed, which costs a thousand times more than to see that. */
export function topHeadingsOf(cell: Cell): readonly Heading[] {
  if (cell.type !== 'markdown' || !mayHoldTopHeading.test(cell.source)) return [];
  return headingsOf(cell).filter(({ level }) => level === 1);
}

export function readHeadings(source: string): readonly Heading[] {
  if (!mayHoldHeading.test(source) || isTooCostly(source)) return [];
  if (!needsParser.test(source)) return plainHeadings(source);
  // The parser drops a byte order mark and does not count it.
  const shift = source.startsWith('\ufeff') ? 1 : 0;
  return fromMarkdown(source, blocksOnly).children.flatMap((node) => {
    const start = node.position?.start.offset;
    const end = node.position?.end.offset;
    if (node.type !== 'heading' || start === undefined || end === undefined) return [];
    return [{ level: node.depth, text: wordsOf(plainText(node)), start: start + shift, end: end + shift }];
  });
}

/** The edits of the source that give a heading the level 1 or 2, in the markup in which it is written. */
export function headingLevelEdits(source: string, heading: Heading, level: 1 | 2): readonly SourceEdit[] {
  const written = source.slice(heading.start, heading.end);
  const hashes = /^#{1,6}(?!#)/.exec(written);
  if (hashes) return [{ start: heading.start, end: heading.start + hashes[0].length, newText: '#'.repeat(level) }];
  const underline = /(?<![=-])(?:=+|-+)(?=[ \t]*$)/.exec(written);
  if (!underline) return [];
  const start = heading.start + underline.index;
  const newText = (level === 1 ? '=' : '-').repeat(Math.max(3, underline[0].length));
  return [{ start, end: start + underline[0].length, newText }];
}

const knownHeadings = new WeakMap<Cell, readonly Heading[]>();

/** A line that could begin or underline a heading: parsing costs a hundred times more than this. */
const mayHoldHeading = /^ {0,3}(?:#{1,6}(?:[ \t]|$)|(?:=+|-+)[ \t]*$)/m;
const mayHoldTopHeading = /^\ufeff? {0,3}(?:#(?:[ \t]|$)|=+[ \t]*$)/m;

/**
 * What makes a heading more than a line that begins with `#`: fences and HTML blocks, in which it is none, underlines, indented marks,
 * and line breaks and characters that the parser replaces.
 */
const needsParser = /```|~~~|^ {0,3}<|^[ \t]*(?:=+|-+)[ \t]*$|^[ \t]+#|\r(?!\n)|[\0\u2028\u2029\ufeff]/m;

/** Headings where nothing can hide them: most of the cells of a notebook, and a hundred times faster than the parser. */
function plainHeadings(source: string): readonly Heading[] {
  return [...source.matchAll(plainHeading)].map(({ 0: line, 1: marks = '', 2: words = '', index }) => ({
    level: marks.length,
    text: wordsOf(words),
    start: index,
    end: index + line.length,
  }));
}

const plainHeading = /^(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/gm;

/** Longer headings have their end taken as it is written. */
const maxHeadingLength = 1000;

const inlineMark = /[\\`*_[\]<&!]/;

/** The words of a line of inline Markdown; what is shown of an image is no word. */
function wordsOf(markdown: string): string {
  const line = markdown.replace(/\s+/g, ' ').trim();
  if (!inlineMark.test(line)) return line;
  // Closed with a mark of its own, so that a `#` at the end of the words stays one of them.
  const parsed = fromMarkdown(`# ${line.slice(0, maxHeadingLength)} #`);
  const words = plainText(parsed, { includeImageAlt: false, includeHtml: false });
  return `${words}${line.slice(maxHeadingLength)}`.replace(/\s+/g, ' ').trim();
}

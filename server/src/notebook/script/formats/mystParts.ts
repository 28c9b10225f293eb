import { fromMarkdown } from 'mdast-util-from-markdown';
import { blocksOnly, isTooCostly } from '../../markdown/blocks.ts';
import type { CellType } from '../../model.ts';
import { closesFence, type Fence } from '../syntax/fences.ts';
import { isBlankLine, type SourceLine } from '../syntax/lines.ts';

/** What parts the Markdown of a MyST document: a directive that holds a cell, or a break. */
export interface MystPart {
  readonly kind: CellType | 'break';
  readonly line: number;
  /** The index of the line behind it. */
  readonly end: number;
}

export const blockBreak = /^ {0,3}(?:\+[ \t]*){3,}/;

/** The parts from a line on that lie in nothing else, no list and no HTML. */
export function mystParts(lines: readonly SourceLine[], start: number): readonly MystPart[] {
  return plainParts(lines, start) ?? parsedParts(lines, start);
}

/** HTML that goes on to its own end, whatever lines are in it (CommonMark, "HTML blocks", 1 to 5). */
const htmlBlocks: readonly (readonly [RegExp, RegExp])[] = [
  [/^<(?:script|pre|style|textarea)(?:\s|>|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![a-zA-Z]/, />/],
];

/** Line by line, as long as nothing is indented and no HTML runs into it; undefined where only a parser can tell. */
function plainParts(lines: readonly SourceLine[], start: number): readonly MystPart[] | undefined {
  const parts: MystPart[] = [];
  let open: { readonly fence: Fence; readonly line: number } | undefined;
  let html: RegExp | undefined;
  let inTags = false;
  for (let line = start; line < lines.length; line++) {
    const text = lines[line]?.text ?? '';
    if (open) {
      if (!closesFence(text, open.fence)) continue;
      parts.push(...directiveAt(lines, open.line, line + 1));
      open = undefined;
      continue;
    }
    if (html) {
      if (html.test(text)) html = undefined;
      continue;
    }
    inTags = !isBlankLine(lines[line]) && (inTags || /^ {0,3}</.test(text));
    const isMarked = /^ {0,3}(?:`{3,}|~{3,})/.test(text) || blockBreak.test(text);
    if (isMarked && (inTags || text.startsWith(' '))) return undefined;
    html = inTags ? htmlBlocks.find(([begin]) => begin.test(text.trimStart()))?.[1] : undefined;
    if (html?.test(text)) html = undefined;
    else if (html && text.startsWith(' ')) return undefined;
    const [, signs = '', info = ''] = /^(`{3,}|~{3,})(.*)$/s.exec(text) ?? [];
    const sign = signs[0];
    if (sign && !(sign === '`' && info.includes('`'))) open = { fence: { sign, length: signs.length }, line };
    else if (blockBreak.test(text)) parts.push({ kind: 'break', line, end: line + 1 });
  }
  return open ? [...parts, ...directiveAt(lines, open.line, lines.length)] : parts;
}

/** CommonMark knows no `+++`: a rule of its own stands in its place. None where the parser would take too long. */
function parsedParts(lines: readonly SourceLine[], start: number): readonly MystPart[] {
  const text = lines
    .slice(start)
    .map((line) => (blockBreak.test(line.text) ? '***' : line.text.replace(/^\ufeff/, ' ')))
    .join('\n');
  if (isTooCostly(text)) return [];
  return fromMarkdown(text, blocksOnly).children.flatMap(({ type, position }): readonly MystPart[] => {
    if (!position) return [];
    const line = start + position.start.line - 1;
    const end = start + position.end.line;
    if (type === 'thematicBreak' && blockBreak.test(lines[line]?.text ?? '')) return [{ kind: 'break', line, end }];
    return type === 'code' ? directiveAt(lines, line, end) : [];
  });
}

function directiveAt(lines: readonly SourceLine[], line: number, end: number): readonly MystPart[] {
  const found = /^ {0,3}(?:`{3,}|~{3,})\s*\{(code|raw)-cell\}/.exec(lines[line]?.text ?? '');
  return found ? [{ kind: found[1] === 'raw' ? 'raw' : 'code', line, end }] : [];
}

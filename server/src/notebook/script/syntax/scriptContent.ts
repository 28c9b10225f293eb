import { type FormatCell, isActive, type ScriptLines } from './formatCell.ts';
import { type SourceLine, without, withoutComment } from './lines.ts';
import { uncommented, withoutMagicComments } from './magics.ts';
import { Quotes } from './quotes.ts';

/** A cell's source from its lines in a script: without the signs that make comments of prose, magics and code of other languages. */
export function scriptContent(
  script: ScriptLines,
  lines: readonly SourceLine[],
  cell: Pick<FormatCell, 'type' | 'metadata' | 'language'>,
  marker: 'with marker' | 'without marker',
): readonly SourceLine[] {
  const { extension, language, magics } = script;
  const { comment, suffix } = script.comments;
  const quoted = extension === '.py' && !isActive(extension, cell.metadata, cell.type === 'code') && inQuotes(lines);
  if (quoted) return quoted;
  const own = cell.language ?? language;
  const isForeign = cell.language !== undefined && cell.language !== language && cell.metadata.active === undefined;
  // Raw cells that are code in the script are not comments there.
  const isPlain = cell.type === 'raw' && !isActive('.ipynb', cell.metadata);
  if (!isActive(extension, cell.metadata) || isForeign) return lines.map((line) => withoutComment(line, comment, ''));
  let content = lines;
  if (magics === 'commented')
    content = withoutMagicComments(lines, own, marker === 'with marker' ? 'with help' : 'without help');
  if (language === 'go' && cell.language === undefined) content = content.map(withoutGonb);
  if (cell.type === 'code') return withoutEscapedMarkers(content, own, comment);
  return isPlain ? content : content.map((line) => withoutComment(line, comment, suffix));
}

/** Prose in a Python string: `"""` or `'''`, raw or not, with a line break behind the first and before the last quotes or none. */
function inQuotes(lines: readonly SourceLine[]): SourceLine[] | undefined {
  const first = lines.findIndex(({ text }) => text.trim() !== '');
  const last = lines.findLastIndex(({ text }) => text.trim() !== '');
  const kept = lines.slice(first, last + 1);
  const [head, tail] = [kept[0], kept.at(-1)];
  if (!head || !tail) return undefined;
  const opening = /^\s*[rR]?("""|''')/.exec(head.text);
  const end = tail.text.trimEnd().length;
  if (!opening?.[1] || !tail.text.slice(0, end).endsWith(opening[1])) return undefined;
  if (kept.length === 1 && end < opening[0].length + 3) return undefined;
  const closed = without(tail, end - 3, tail.text.length);
  const content =
    kept.length === 1
      ? [without(closed, 0, opening[0].length)]
      : [without(head, 0, opening[0].length), ...kept.slice(1, -1), closed];
  if (content.length > 1 && content[0]?.text === '') content.shift();
  if (content.length > 0 && content.at(-1)?.text === '') content.pop();
  if (content.at(-1)?.text === '') content.pop();
  return content;
}

/** What would begin a cell in the script has one more comment sign there. */
function withoutEscapedMarkers(lines: readonly SourceLine[], language: string, comment: string): readonly SourceLine[] {
  if (!lines.some(({ text }) => text.includes('+'))) return lines;
  const quotes = new Quotes(language);
  return lines.map((line) => {
    if (!quotes.beginsOutside(line.text) || !isMarker(line.text, comment)) return line;
    const bare = uncommented(line, comment);
    return isMarker(bare.text, comment) ? bare : line;
  });
}

/** `# +`, with or without more signs before it. */
function isMarker(text: string, comment: string): boolean {
  let at = 0;
  while (text.startsWith(comment, at)) at += comment.length + (text[at + comment.length] === ' ' ? 1 : 0);
  return at > 0 && text[at] === '+';
}

/** GoNB's own `%%` lines. */
function withoutGonb(line: SourceLine): SourceLine {
  const found = /^(?:\/\/\s*)*?(\/\/\s*gonb:)%%/.exec(line.text);
  if (!found?.[1]) return line;
  const end = found[0].length - 2;
  return without(line, end - found[1].length, end);
}

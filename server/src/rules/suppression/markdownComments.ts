import type { Span } from './hashComments.ts';

/** The HTML comments of a Markdown cell that begin and end on a line, but for those in code. */
export function markdownComments(source: string): readonly Span[] {
  const comments: Span[] = [];
  let fence: string | undefined;
  for (const { 0: line, index } of source.matchAll(/[^\r\n]+/g)) {
    const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    for (const { 0: comment, index: column } of line.matchAll(/<!--.*?-->/g)) {
      const isCode = line.slice(0, column).split('`').length % 2 === 0;
      if (!isCode) comments.push({ start: index + column, end: index + column + comment.length });
    }
  }
  return comments;
}

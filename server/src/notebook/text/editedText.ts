import type { OffsetEdit } from './text.ts';

/** A text after edits that are apart from each other; of those at one place the first of the list comes first. */
export function editedText(content: string, edits: readonly OffsetEdit[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const edit of [...edits].sort((one, other) => one.start - other.start || one.end - other.end)) {
    parts.push(content.slice(end, edit.start), edit.newText);
    end = edit.end;
  }
  return parts.join('') + content.slice(end);
}

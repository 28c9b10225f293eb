import type { OffsetEdit, Text } from '../text/text.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a list or an object shall hold: an element that stays, by its index, or the text of a new one. */
export type Element = number | string;

/** White space and separators for a container, taken from what it holds or, where that is nothing, from the notebook's style. */
export interface Spacing {
  /** Between the opening bracket and the first element. */
  readonly lead: string;
  readonly separator: string;
  /** Between the last element and the closing bracket. */
  readonly tail: string;
}

/**
 * The edits that make a list or an object hold `wanted`, in which the elements that stay keep their order.
 * Only what lies between elements that stay side by side no longer is written; `fallback` spaces an empty container.
 */
export function sequenceEdits(
  text: Text,
  container: Span,
  elements: readonly Span[],
  wanted: readonly Element[],
  fallback: Spacing,
): OffsetEdit[] {
  const inner = { start: container.start + 1, end: container.end - 1 };
  if (wanted.length === 0) return elements.length === 0 ? [] : [{ ...inner, newText: '' }];
  const { lead, separator, tail } = spacingOf(text, inner, elements, fallback);
  const edits: OffsetEdit[] = [];
  let left: number | undefined;
  let added: string[] = [];
  const closeGap = (right: number | undefined) => {
    const removed = (right ?? elements.length) - (left ?? -1) - 1;
    if (removed > 0 || added.length > 0) {
      const start = left === undefined ? inner.start : (elements[left]?.end ?? inner.end);
      const end = right === undefined ? inner.end : (elements[right]?.start ?? inner.end);
      const before = left === undefined ? lead : separator;
      const after = right === undefined ? tail : separator;
      // Nothing new between the two: one separator stays, or the edge's white space.
      const empty = left === undefined ? lead : right === undefined ? tail : separator;
      const newText = added.length > 0 ? before + added.join(separator) + after : empty;
      edits.push(trimmed(text, { start, end, newText }));
    }
    left = right;
    added = [];
  };
  for (const element of wanted) {
    if (typeof element === 'number') closeGap(element);
    else added.push(element);
  }
  closeGap(undefined);
  return edits.filter((edit) => edit.end > edit.start || edit.newText !== '');
}

/** The edit without what it would replace by itself; never between a carriage return and its line feed, or inside a surrogate pair. */
export function trimmed(text: Text, edit: OffsetEdit): OffsetEdit {
  const old = text.slice(edit.start, edit.end);
  const { newText } = edit;
  const shorter = Math.min(old.length, newText.length);
  let head = 0;
  while (head < shorter && old.charCodeAt(head) === newText.charCodeAt(head)) head++;
  while (head > 0 && (splits(old, head) || splits(newText, head))) head--;
  let tail = 0;
  while (
    tail < shorter - head &&
    old.charCodeAt(old.length - 1 - tail) === newText.charCodeAt(newText.length - 1 - tail)
  )
    tail++;
  while (tail > 0 && (splits(old, old.length - tail) || splits(newText, newText.length - tail))) tail--;
  return { start: edit.start + head, end: edit.end - tail, newText: newText.slice(head, newText.length - tail) };
}

function splits(content: string, offset: number): boolean {
  const before = content.charCodeAt(offset - 1);
  return (before === 13 && content.charCodeAt(offset) === 10) || (before & 0xfc00) === 0xd800;
}

function spacingOf(text: Text, inner: Span, elements: readonly Span[], fallback: Spacing): Spacing {
  const [first, second] = elements;
  const last = elements.at(-1);
  if (!first || !last) return fallback;
  const lead = text.slice(inner.start, first.start);
  const separator = second ? text.slice(first.end, second.start) : lead === '' ? fallback.separator : `,${lead}`;
  return { lead, separator, tail: text.slice(last.end, inner.end) };
}

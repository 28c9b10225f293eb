import { wide, withoutWidth } from '../../notebook/text/textWidth.ts';

/** Text for one line of a terminal, character for character: what would move, colour or hide anything is replaced. A tab becomes a space. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(unprintable, '\ufffd');
}

/** Columns that printable text takes, as terminals count them. */
export function columns(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += withoutWidth.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** JSON whose strings hold nothing that a terminal acts on: JSON.stringify leaves DEL, C1 controls and direction marks as they are. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Controls, halves of characters, direction marks, line separators, and what has no width and is no part of writing. */
const unprintable = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

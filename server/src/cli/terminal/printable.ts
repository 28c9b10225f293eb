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

const withoutWidth = /\p{Mn}|\p{Me}|\u200c|\u200d|\ufe0f/u;

/** East Asian Wide and Fullwidth (UAX 11), as far as notebooks have them, and emoji. */
const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

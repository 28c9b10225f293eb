import { wide, withoutWidth } from '../../notebook/text/textWidth.ts';
import { hidden } from '../../notebook/untrusted.ts';

/** Text for one line of a terminal, character for character: what would move, colour or hide anything is replaced. A tab becomes a space. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(hidden, '\ufffd');
}

/** Columns that printable text takes, as terminals count them. */
export function columns(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += withoutWidth.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** JSON whose strings hold nothing that a terminal acts on or hides: JSON.stringify leaves DEL, C1 controls and direction marks as they are. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(hidden, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

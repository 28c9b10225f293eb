/** What takes no room beside the character before it. */
export const withoutWidth = /\p{Mn}|\p{Me}|\u200c|\u200d|\ufe0f/u;

/** East Asian Wide and Fullwidth (UAX 11), as far as notebooks have them, and emoji. */
export const wide =
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** For pictures that no browser has laid out: about the width of a line, in ems, in Verdana or DejaVu Sans, the widest of the usual fonts. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width += withoutWidth.test(character) ? 0 : wide.test(character) ? 1 : letterWidth(character);
  return width;
}

function letterWidth(character: string): number {
  return widths.find(([, characters]) => characters.includes(character))?.[0] ?? usualWidth;
}

/** In ems, by DejaVu Sans; what is not named has the width of a digit. */
const widths: readonly (readonly [width: number, characters: string])[] = [
  [0.3, "Iijl'"],
  [0.34, ' ,./:;\\|'],
  [0.41, '!()-[]frt·'],
  [0.55, '?csz"*_`L'],
  [0.7, 'ABCKRXZV'],
  [0.79, 'DGHNOQU&'],
  [0.87, '#+<=>^~wM'],
  [1, 'mW@%…'],
];
const usualWidth = 0.64;

/**
 * Text from a notebook is someone else's: it may hold marks that turn into links, tags or commands where it is shown,
 * and characters that hide or reorder what stands beside them.
 */

/** The text on one line with nothing hidden in it: control characters and direction marks replaced, cut at `limit` UTF-16 code units. */
export function visible(text: string, limit: number): string {
  const cut = text.length > limit ? `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return cut.replace(/\s+/g, ' ').trim().replace(hidden, '\ufffd');
}

/** The text with its line ends, and nothing else in it that acts, hides or reorders: for messages of several lines. */
export function visibleLines(text: string): string {
  return text.replace(hidden, (character) => (character === '\n' ? character : '\ufffd'));
}

/** Visible text that Markdown shows as it stands: no link, no emphasis, no HTML. No more escapes than that takes, since some editors show them. */
export function asMarkdown(text: string, limit: number): string {
  return visible(text, limit).replace(markup, '\\$&');
}

/** What begins markup inside a line, bare addresses included; an underscore inside a word is none. */
const markup = /[\\`*[\]<>&|~#]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=\/\/)|(?<=www)\.|@/gu;

/** Visible text for the content or an attribute of an HTML element. */
export function asHtml(text: string, limit: number): string {
  return visible(text, limit).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Visible text in backticks, as messages quote it. */
export function quoted(text: string, limit: number = quoteLimit): string {
  return `\`${visible(text, limit).replaceAll('`', 'ˋ')}\``;
}

const quoteLimit = 80;

/** In these scripts, and between pictures, a joiner decides what is drawn. */
const joined = [
  ...['Arab', 'Beng', 'Deva', 'Gujr', 'Guru', 'Khmr', 'Knda', 'Mlym', 'Mong', 'Mymr', 'Nkoo', 'Orya', 'Sinh', 'Syrc'],
  ...['Taml', 'Telu', 'Tibt'],
].map((script) => `\\p{scx=${script}}`);

/** What draws nothing by itself and is part of writing where it follows what it changes: joiners, and marks that choose a form. */
const written = [
  `(?<=[${joined.join('')}\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])[\\u200c\\u200d]`,
  // Not behind letters that draw nothing, nor behind what stands for something that is hidden.
  '(?<=[\\p{L}\\p{N}\\p{S}\\p{P}])(?<![\\p{DI}\\ufffd])[\\ufe00-\\ufe0f]',
  '(?<=\\p{scx=Hani})[\\u{e0100}-\\u{e01ef}]',
  '(?<=\\p{scx=Mong})[\\u180b-\\u180f]',
];

/**
 * What acts, hides or reorders where text is shown: control characters, halves of characters, direction marks and other line ends, and all
 * that draws nothing (Unicode's Default_Ignorable_Code_Point) but where it is part of writing.
 */
export const hidden = new RegExp(`(?!${written.join('|')})[\\p{Cc}\\p{Cs}\\p{DI}\\u2028\\u2029\\ufff9-\\ufffb]`, 'gu');

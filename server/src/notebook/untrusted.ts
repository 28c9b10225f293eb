/**
 * Text from a notebook is someone else's: it may hold marks that turn into links, tags or commands where it is shown,
 * and characters that hide or reorder what stands beside them.
 */

/** The text on one line with nothing hidden in it: control characters and direction marks replaced, cut at `limit` UTF-16 code units. */
export function visible(text: string, limit: number): string {
  const cut = text.length > limit ? `${text.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return cut.replace(/\s+/g, ' ').trim().replace(hidden, '\ufffd');
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

/** Control characters, halves of characters, direction marks, and characters without width that are no part of writing. */
const hidden = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

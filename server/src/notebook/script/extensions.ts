import type { FormatName } from './formatName.ts';
import { languageOfExtension } from './syntax/languages.ts';

/** The formats of files whose text is prose, with cells in it. */
export const proseFormats: Readonly<Record<string, FormatName>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.Rmd': 'rmarkdown',
  '.qmd': 'quarto',
  '.myst': 'myst',
  '.mystnb': 'myst',
  '.mnb': 'myst',
};

/** True for the extension of a script or a text, with its dot, that jupytext makes of notebooks. */
export function isScriptExtension(extension: string): boolean {
  return isProseExtension(extension) || languageOfExtension(extension) !== undefined;
}

/** True for the extension of Markdown, whatever the language of the notebook's code. */
export function isProseExtension(extension: string): boolean {
  return Object.hasOwn(proseFormats, extension);
}

import { existsSync } from 'node:fs';
import path from 'node:path';
import { notebookExtension, withoutExtension } from '../../project/scripts/pairedNotebook.ts';
import { filePath, isNotebookUri } from '../uris.ts';

/** The extension by which a script's language is known, by LSP's name for that, or the one that jupytext.vim has. */
const extensions: Readonly<Record<string, string>> = {
  python: '.py',
  markdown: '.md',
  pandoc: '.md',
  quarto: '.qmd',
  rmd: '.Rmd',
  rmarkdown: '.Rmd',
  r: '.R',
  julia: '.jl',
  scala: '.scala',
  rust: '.rs',
  sh: '.sh',
  bash: '.sh',
  javascript: '.js',
  typescript: '.ts',
  cpp: '.cpp',
  csharp: '.cs',
};

/** Languages in which a buffer that is named like a notebook holds a script. */
export function isScriptLanguage(languageId: string): boolean {
  return Object.hasOwn(extensions, languageId);
}

/** The extension that a script has or would have. */
export function scriptExtension(uri: string, languageId: string): string | undefined {
  if (isNotebookUri(uri)) return isScriptLanguage(languageId) ? extensions[languageId] : undefined;
  return path.posix.extname(uri);
}

/**
 * True for a file that may hold the same as a notebook: with a header that jupytext wrote, with cells that are marked as such, or with a
 * notebook of its name beside it. Looks at the disk at once, since what a document may be has to be known before anything else is said of
 * it; whether it is paired shows when the notebook is looked for.
 */
export function mayBePairedScript(uri: string, text: string): boolean {
  if (!pairedName.test(uri)) return false;
  const begin = text.slice(0, 10_000);
  if ((yamlFence.test(text.slice(0, 300)) && jupytextKey.test(begin)) || markedCell.test(begin)) return true;
  const file = filePath(uri);
  return file !== undefined && existsSync(withoutExtension(file) + notebookExtension);
}

/** Names of scripts that people pair. */
const pairedName = /\.(?:py|md|markdown|qmd|[Rr]md|[rR]|jl|myst)$/;
const yamlFence = /^\W{0,3}---\s*$/m;
const jupytextKey = /^\W{0,8}jupytext:/m;
const markedCell = /^(?:# ?%%(?:\s|$)|`{3,}\s*\{)/m;

import { existsSync } from 'node:fs';
import path from 'node:path';
import { isWithin } from '../environment/paths.ts';
import type { Script } from '../notebook/index.ts';
import { textAt } from '../notebook/json/values.ts';
import { filePath, isNotebookUri } from './uris.ts';

/** The extension by which a script's language is known, by LSP's name for that. */
const extensions: Readonly<Record<string, string>> = {
  python: '.py',
  markdown: '.md',
  quarto: '.qmd',
  rmd: '.Rmd',
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
 * True for a file beside a notebook that holds the same as text: with a header that jupytext wrote, or with a notebook of its name
 * beside it. Looks at the disk at once, since what a document is has to be known before anything else is said of it.
 */
export function isPairedScript(uri: string, text: string): boolean {
  if (!pairedName.test(uri)) return false;
  if (yamlFence.test(text.slice(0, 300)) && jupytextKey.test(text.slice(0, 10_000))) return true;
  const file = filePath(uri);
  return file !== undefined && existsSync(withoutExtension(file) + notebookExtension);
}

/** Names of scripts that people pair. */
const pairedName = /\.(?:py|md|markdown|qmd|[Rr]md|[rR]|jl|myst)$/;
const yamlFence = /^\W{0,3}---\s*$/m;
const jupytextKey = /^\W{0,8}jupytext:/m;
const notebookExtension = '.ipynb';

/**
 * The notebook's file that a script stands for: itself, for a buffer of that name; for a file beside it the one that the script's header
 * names by its format (jupytext, "Paired notebooks"), or of the same name. Never outside of `folders`, or of the script's own folder.
 */
export function notebookFileOf(uri: string, script: Script, folders: readonly string[]): string | undefined {
  const file = filePath(uri);
  if (file === undefined || isNotebookUri(uri)) return file;
  const name = withoutExtension(path.basename(file)) + notebookExtension;
  const beside = path.join(path.dirname(file), name);
  const folder = pairedFolder(path.dirname(file), textAt(script.metadata.jupytext, 'formats'), script.format.extension);
  const paired = folder === undefined ? beside : path.join(folder, name);
  const isAllowed = [path.dirname(file), ...folders].some((one) => isWithin(one, paired));
  return isAllowed ? paired : beside;
}

/** `notebooks//ipynb,scripts//py:percent`: in place of a folder somewhere above with one slash more, of the folder itself with one. */
function pairedFolder(folder: string, formats: string | undefined, extension: string): string | undefined {
  const entries = (formats ?? '').split(',').map((entry) => /^(?:(.*?)(\/\/?))?([^/:]*?)(?::.*)?$/.exec(entry.trim()));
  const own = entries.find((entry) => `.${entry?.[3]}` === extension);
  const notebook = entries.find((entry) => entry?.[3] === 'ipynb');
  if (!notebook || (own?.[1] === undefined && notebook[1] === undefined)) return undefined;
  const parts = folder.split(path.sep);
  const at = own?.[1] ? parts.lastIndexOf(own[1]) : parts.length;
  if (at < 0 || (own?.[2] === '/' && at !== parts.length - 1)) return undefined;
  const instead = notebook[1] ? [notebook[1]] : [];
  return parts.toSpliced(at, own?.[1] ? 1 : 0, ...instead).join(path.sep);
}

function withoutExtension(file: string): string {
  return file.slice(0, file.length - path.extname(file).length);
}

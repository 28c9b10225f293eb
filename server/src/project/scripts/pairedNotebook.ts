import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { isWithin, isWithinAny } from '../../environment/paths.ts';
import type { Script } from '../../notebook/index.ts';
import { textAt } from '../../notebook/json/values.ts';

export const notebookExtension = '.ipynb';

/**
 * The notebook's file that a script stands for, whether it is there or not: the one that the script's header names by its format (jupytext,
 * "Paired notebooks"), or of the same name beside it. What the header names counts in `folders` only, links followed.
 */
export async function pairedNotebookOf(file: string, script: Script, folders: readonly string[]): Promise<string> {
  const name = withoutExtension(path.basename(file)) + notebookExtension;
  const beside = path.join(path.dirname(file), name);
  const folder = pairedFolder(path.dirname(file), textAt(script.metadata.jupytext, 'formats'), script.format.extension);
  if (folder === undefined) return beside;
  const paired = path.join(folder, name);
  if (!isWithinAny(folders, paired)) return beside;
  const [target, ...roots] = await Promise.all([paired, ...folders].map((one) => realpath(one).catch(() => undefined)));
  return target !== undefined && roots.some((root) => root !== undefined && isWithin(root, target)) ? paired : beside;
}

/** A path without the ending of its name. */
export function withoutExtension(file: string): string {
  return file.slice(0, file.length - path.extname(file).length);
}

/** `notebooks//ipynb,scripts//py:percent`: in place of a folder somewhere above with two slashes, of the folder itself with one. */
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

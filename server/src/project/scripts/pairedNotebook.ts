import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { JsonObject } from 'nbproject-protocol';
import { isWithin, isWithinAny } from '../../environment/paths.ts';
import { isProseExtension, type Notebook, type Script } from '../../notebook/index.ts';
import { asObject, textAt } from '../../notebook/json/values.ts';
import { findJupytextConfiguration, type JupytextConfiguration } from './jupytextConfiguration.ts';
import { type PairedFormat, readPairedFormats } from './pairedFormats.ts';
import { pairedPaths } from './pairedPaths.ts';

export const notebookExtension = '.ipynb';

/** The notebook that a script may stand for. */
export interface Pairing {
  /** Of the notebook, whether it is there or not. */
  readonly file: string;
  /**
   * Who says so: `formats` in the script's header or in a configuration of jupytext; a header of jupytext, which is in no other text, without
   * formats; or nobody, but it has the script's name and lies beside it.
   */
  readonly saidBy: 'formats' | 'header' | 'nobody';
}

/**
 * Which notebook a script stands for (jupytext, "Paired notebooks"). What a header or a configuration names counts in `folders` only, links
 * followed; where the script lies in none of them, in its own folder.
 */
export async function pairingOf(file: string, script: Script, folders: readonly string[]): Promise<Pairing> {
  const roots = isWithinAny(folders, file) ? folders : [path.dirname(file)];
  const root = roots.find((one) => isWithin(one, file)) ?? path.dirname(file);
  const configuration = await findJupytextConfiguration(path.dirname(file), root);
  const header = asObject(script.metadata.jupytext);
  const formats = formatsOf(file, header, configuration, path.extname(file));
  const named = formats && notebookAmong(file, formats, configuration);
  if (named !== undefined && (await isInside(named, roots))) return { file: named, saidBy: 'formats' };
  return { file: withoutExtension(file) + notebookExtension, saidBy: header ? 'header' : 'nobody' };
}

/**
 * True where a script is paired with the notebook that a pairing names, as it was read. Where nobody says so, the notebook itself may: by its
 * own formats; without any, cells have to be marked in the text. A README.md is none beside a README.ipynb.
 */
export function isPaired(
  file: string,
  script: Script,
  { file: notebookFile, saidBy }: Pairing,
  notebook: Notebook | undefined,
): boolean {
  if (saidBy !== 'nobody') return true;
  if (!notebook) return false;
  const formats = formatsOf(notebookFile, asObject(notebook.metadata.jupytext), undefined, path.extname(file));
  if (formats) return pairedPaths(notebookFile, formats, undefined)?.includes(file) === true;
  return hasMarkedCells(script);
}

/** True where the text itself tells cells from each other, in a way that nothing but a notebook has. */
export function hasMarkedCells({ format }: Script): boolean {
  return format.name !== 'markdown' && format.name !== 'light';
}

/** A path without the ending of its name. */
export function withoutExtension(file: string): string {
  return file.slice(0, file.length - path.extname(file).length);
}

/** What a file's own metadata says wins. `language` is the script's extension, which tells the notebook's language unless it is prose. */
function formatsOf(
  file: string,
  jupytext: JsonObject | undefined,
  configuration: JupytextConfiguration | undefined,
  language: string,
): readonly PairedFormat[] | undefined {
  const known = (formats: readonly PairedFormat[] | undefined) =>
    formats?.map((one) =>
      one.extension === '.auto' && !isProseExtension(language) ? { ...one, extension: language } : one,
    );
  const own = textAt(jupytext, 'formats');
  if (own !== undefined) return known(readPairedFormats(own));
  const name = textAt(jupytext?.text_representation, 'format_name');
  const isOwn = (one: PairedFormat) =>
    one.extension === path.extname(file) && (name === undefined || one.name === undefined || one.name === name);
  return configuration?.groups
    .map((group) => known(group) ?? [])
    .find((group) => group.some(isOwn) && pairedPaths(file, group, configuration.folder));
}

function notebookAmong(
  file: string,
  formats: readonly PairedFormat[],
  configuration: JupytextConfiguration | undefined,
): string | undefined {
  const paired = pairedPaths(file, formats, configuration?.folder);
  return paired?.find((one) => path.extname(one) === notebookExtension);
}

/** True for a path in one of the folders that leads into one of them, or to nothing. */
async function isInside(file: string, folders: readonly string[]): Promise<boolean> {
  if (!isWithinAny(folders, file)) return false;
  const real = (one: string) => realpath(one).catch(() => undefined);
  const [target, ...roots] = await Promise.all([real(file), ...folders.map((folder) => real(folder))]);
  return target === undefined || roots.some((root) => root !== undefined && isWithin(root, target));
}

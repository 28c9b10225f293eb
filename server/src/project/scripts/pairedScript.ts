import path from 'node:path';
import {
  alignCells,
  decodeFile,
  loadScriptReader,
  looksLikeNotebook,
  type NotebookText,
  notebookName,
  readNotebook,
  type Script,
  Text,
} from '../../notebook/index.ts';
import { readSource } from '../files/readSource.ts';
import { isPaired, notebookExtension, type Pairing, pairingOf } from './pairedNotebook.ts';

/** A script, and the notebook that it stands for. */
export interface PairedScript {
  readonly script: Script;
  /** The notebook's file, whether it is there or not; undefined for a script that is paired with none. */
  readonly notebookFile: string | undefined;
  /** What that file holds; undefined where it is not there or cannot be read. */
  readonly saved: NotebookText | undefined;
}

/**
 * Reads the script that a file holds, with the notebook behind it; undefined for what is no script. A file that is named like a notebook stands
 * for itself, as editors show it. Files are read in `folders` only, as in {@link pairingOf}.
 */
export async function readPairedScript(
  file: string,
  content: string,
  folders: readonly string[],
): Promise<PairedScript | undefined> {
  if (looksLikeNotebook(content)) return undefined;
  const read = await loadScriptReader();
  const absolute = path.resolve(file);
  const extension = path.extname(absolute);
  const isNamedNotebook = extension.toLowerCase() === notebookExtension;
  const script = read(content, isNamedNotebook ? undefined : extension);
  if (!script) return undefined;
  const pairing: Pairing = isNamedNotebook
    ? { file: absolute, saidBy: 'formats' }
    : await pairingOf(absolute, script, folders);
  const saved = savedNotebook(pairing.file);
  if (!isPaired(absolute, script, pairing, saved?.notebook))
    return { script, notebookFile: undefined, saved: undefined };
  return { script, notebookFile: pairing.file, saved };
}

/** True where a notebook has the cells of a script, in their order. */
export function holdsSame({ cells }: Script, saved: NotebookText): boolean {
  const shown = cells.map(({ type, source }) => ({ type, source: source.text }));
  const twins = alignCells(shown, saved.cells);
  return saved.cells.length === cells.length && twins.every((twin, index) => twin?.isSame && twin.index === index);
}

function savedNotebook(file: string): NotebookText | undefined {
  const source = readSource(file);
  if ('problem' in source) return undefined;
  return readNotebook(notebookName(file), Text.from(decodeFile(source.bytes).content));
}

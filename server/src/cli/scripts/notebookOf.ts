import path from 'node:path';
import { decodeFile, isScriptExtension, looksLikeNotebook } from '../../notebook/index.ts';
import { readSource } from '../../project/files/readSource.ts';
import { notebookExtension } from '../../project/scripts/pairedNotebook.ts';
import { holdsSame, readPairedScript } from '../../project/scripts/pairedScript.ts';
import { shownPath } from '../terminal/shownPath.ts';

/** The notebook that a call names, by its own file or by a script that is paired with it. */
export interface NamedNotebook {
  /** As the user would type it. */
  readonly file: string;
  /** The script that was named in its place; undefined where the notebook itself was. */
  readonly script: string | undefined;
  /** Why the notebook is not what the script shows, a sentence for the user; undefined where it is. */
  readonly difference: string | undefined;
}

/** What a command for notebooks works on where a file is named; a sentence for the user where that is a script without a notebook. */
export async function notebookOf(file: string): Promise<NamedNotebook | string> {
  const itself: NamedNotebook = { file, script: undefined, difference: undefined };
  const extension = path.extname(file);
  if (extension.toLowerCase() === notebookExtension) return itself;
  const source = readSource(file);
  // Reading it again says what is wrong.
  if ('problem' in source) return itself;
  const { content } = decodeFile(source.bytes);
  if (looksLikeNotebook(content)) return itself;
  const found = await readPairedScript(file, content, [process.cwd()]);
  if (found?.notebookFile === undefined)
    return isScriptExtension(extension) ? `${file} is no notebook, and paired with none: name the notebook` : itself;
  const notebook = shownPath(found.notebookFile);
  if (!found.saved)
    return `${file} is a script of ${notebook}, which is not there or cannot be read: \`jupytext --sync ${file}\` makes it`;
  const difference = holdsSame(found.script, found.saved)
    ? undefined
    : `${notebook} does not hold the cells of ${file}: \`jupytext --sync ${file}\` brings them together`;
  return { file: notebook, script: file, difference };
}

/** The notebooks that files stand for, each once; a sentence for the user where one stands for none. */
export async function notebooksOf(files: readonly string[]): Promise<readonly NamedNotebook[] | string> {
  const found = new Map<string, NamedNotebook>();
  for (const file of files) {
    const named = await notebookOf(file);
    if (typeof named === 'string') return named;
    const key = path.resolve(named.file);
    found.set(key, found.get(key) ?? named);
  }
  return [...found.values()];
}

/** What the user is told where a script stands for its notebook. */
export function sentencesOn({ file, script, difference }: NamedNotebook): readonly string[] {
  if (script === undefined) return [];
  return [`${script} is a script of ${file}, and stands for it`, ...(difference === undefined ? [] : [difference])];
}

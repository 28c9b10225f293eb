import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { NotebookEdit } from 'nbproject-protocol';
import { decodeFile, isEditable, planEdits, readNotebook, type Script, Text } from '../../notebook/index.ts';
import { editedText } from '../../notebook/text/editedText.ts';
import { replaceFile } from '../../project/files/replaceFile.ts';
import { keepOlder } from '../../project/scripts/keepOlder.ts';
import { holdsSame } from '../../project/scripts/pairedScript.ts';

/** The notebook's file behind a script, as it was when it was found to hold what the script shows. */
export interface FileToWrite {
  readonly path: string;
  readonly content: string;
  /**
   * Makes edits, all or nothing, as long as nobody else has changed the file. Gives the reason, a full sentence, where it does not. A script that has a part of
   * the change, and may be left unsaved, is older than the file then: jupytext takes the newer of the two.
   */
  readonly write: (
    edits: readonly NotebookEdit[],
    script: 'is as saved' | 'has its part',
  ) => Promise<string | undefined>;
}

/** Why a file is not to be written, a full sentence. */
export interface Unwritable {
  readonly reason: string;
  /** True where it holds other cells than the script: it would do once the script is saved. */
  readonly isBehind: boolean;
}

/** Looks at the file behind a script before it is written. `scriptFile` is the script's own, where it has one. */
export async function fileToWrite(
  file: string,
  script: Script,
  scriptFile: string | undefined,
): Promise<FileToWrite | Unwritable> {
  const name = path.basename(file);
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) return { reason: `${name} cannot be read. Save the script first.`, isBehind: true };
  const { content, problem } = decodeFile(bytes);
  const document = readNotebook(path.basename(name, path.extname(name)), Text.from(content));
  if (problem || !isEditable(document))
    return { reason: `${name} cannot be changed: its JSON is broken, or its format is not 4.`, isBehind: false };
  if (!holdsSame(script, document))
    return { reason: `${name} does not hold what is shown. Save the script first.`, isBehind: true };
  return {
    path: file,
    content,
    write: async (edits, state) => {
      const edited = editedText(content, planEdits(document, edits));
      const failure = await replaceFile(file, bytes, Buffer.from(edited));
      if (failure !== undefined) return `${name} was not written: ${failure}.`;
      if (state === 'is as saved') await keepOlder(file, scriptFile ?? file);
      return undefined;
    },
  };
}

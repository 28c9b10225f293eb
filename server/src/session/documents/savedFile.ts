import { readFile, stat } from 'node:fs/promises';
import type { Identity } from 'nbproject-protocol';
import { decodeFile, maxNotebookLength, type Notebook, readNotebook, Text } from '../../notebook/index.ts';
import { gitIdentities } from '../../record/index.ts';

/** A notebook's file as it was last read. */
export interface SavedFile {
  readonly modified: Date;
  /** Read where the editor shows cells, which does not tell everything. */
  readonly notebook: Notebook | undefined;
  /** The git commit that it belongs to. */
  readonly identities: readonly Identity[];
}

/** Rejects where there is no such file, or none that can be read. */
export async function readSavedFile(
  path: string,
  name: string,
  content: 'with cells' | 'time only',
): Promise<SavedFile> {
  const { mtime: modified, size } = await stat(path);
  const identities = await gitIdentities(path);
  if (content === 'time only' || size > maxNotebookLength) return { modified, notebook: undefined, identities };
  const file = decodeFile(await readFile(path));
  return { modified, notebook: readNotebook(name, Text.from(file.content)).notebook, identities };
}

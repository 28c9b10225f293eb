import { readFile, stat } from 'node:fs/promises';
import { decodeFile, maxNotebookLength, type Notebook, readNotebook, Text } from '../notebook/index.ts';

/** A notebook's file as it was last read. */
export interface SavedFile {
  readonly modified: Date;
  /** Read where the editor shows cells, which does not tell everything. */
  readonly notebook: Notebook | undefined;
}

/** Rejects where there is no such file, or none that can be read. */
export async function readSavedFile(
  path: string,
  name: string,
  content: 'with cells' | 'time only',
): Promise<SavedFile> {
  const { mtime, size } = await stat(path);
  if (content === 'time only' || size > maxNotebookLength) return { modified: mtime, notebook: undefined };
  const file = decodeFile(await readFile(path));
  return { modified: mtime, notebook: readNotebook(name, Text.from(file.content)).notebook };
}

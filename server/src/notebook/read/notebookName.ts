import path from 'node:path';

/** What a notebook is called by its file: the file's name without folder and ending. */
export function notebookName(file: string): string {
  return path.basename(file).replace(/\.ipynb$/i, '');
}

import { stat, utimes } from 'node:fs/promises';

/**
 * Makes a notebook that was just written no newer than the script of it: jupytext takes the newer of the two for the one that was edited, and
 * refuses to open them where that is the notebook. Does nothing where one of them is not there.
 */
export async function keepOlder(notebook: string, script: string): Promise<void> {
  if (script === notebook) return;
  try {
    const { mtimeMs } = await stat(script);
    const { atime, mtimeMs: written } = await stat(notebook);
    // A Date would be rounded up.
    if (written > mtimeMs) await utimes(notebook, atime, Math.floor(mtimeMs) / 1000);
  } catch {
    // A script that is not on the disk is no pair.
  }
}

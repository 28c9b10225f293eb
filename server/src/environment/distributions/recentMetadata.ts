import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mapConcurrently } from '../concurrency.ts';
import type { FolderEntry } from '../disk.ts';

/** Installers write the files of a package in one go; what is older than this against its site folder is complete. */
const installationMilliseconds = 2_000;

/**
 * The metadata folders that were written to as late as the site folder itself. An installer makes such a folder, which changes
 * the site folder, and fills it afterwards, which does not: a reader in between has to look again.
 */
export async function listRecentMetadata(folder: string, entries: readonly FolderEntry[]): Promise<readonly string[]> {
  const paths = entries.filter(({ name }) => /\.(?:dist|egg)-info$/i.test(name)).map(({ name }) => join(folder, name));
  const changed = await lastChange(folder);
  const changes = await mapConcurrently(paths, 32, lastChange);
  return paths.filter((_, index) => (changes[index] ?? 0) >= changed - installationMilliseconds);
}

async function lastChange(path: string): Promise<number> {
  return stat(path).then(
    (status) => status.mtimeMs,
    () => 0,
  );
}

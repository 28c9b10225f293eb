import { lstat, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** What a file is called as long as it is being written; hidden, and no name that anybody else gives. */
export function temporaryName(name: string, unique: Buffer): string {
  return `.${name.slice(0, longestName)}.nbproject-${unique.toString('hex')}.tmp`;
}

/** A name has at most 255 bytes on most file systems, and a character at most 4. */
const longestName = 50;

const pattern = /^\..*\.nbproject-[0-9a-f]{16}\.tmp$/s;

/** No write takes so long, not even on a slow network; nor is a folder looked at more often. In milliseconds. */
const abandonedAfter = 10 * 60 * 1000;

const lastLooked = new Map<string, number>();

/** Deletes what writes left behind whose process was killed. What may still be written is left alone, and so is what cannot be deleted. */
export async function removeLeftovers(folder: string): Promise<void> {
  const now = Date.now();
  if (now - (lastLooked.get(folder) ?? Number.NEGATIVE_INFINITY) < abandonedAfter) return;
  lastLooked.set(folder, now);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => pattern.test(one))) {
    const file = path.join(folder, name);
    const status = await lstat(file).catch(() => undefined);
    if (status?.isFile() && now - status.mtimeMs > abandonedAfter) await rm(file, { force: true }).catch(() => {});
  }
}

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheText, type IndexedNotebooks, readCacheText } from './cacheText.ts';

/** Where the index of a folder is kept from one run to the next. */
export interface CacheFile {
  /** What was kept; empty where there is nothing, or nothing that can be used. */
  readonly load: () => Promise<IndexedNotebooks>;
  /** Replaces it as a whole: of two programs that do so at once, one has its way. Gives the reason where it could not be written. */
  readonly save: (notebooks: IndexedNotebooks) => Promise<string | undefined>;
}

/** `folder` is this program's cache folder, made when it is needed. `version` is that of the program: what another wrote is not used. */
export function cacheFile(folder: string, root: string, version: string): CacheFile {
  const indexes = path.join(folder, 'index');
  const file = path.join(indexes, `${createHash('sha256').update(root).digest('hex').slice(0, 20)}.txt`);
  return {
    load: async () => {
      try {
        const notebooks = await readCacheText(await readFile(file, 'utf8'), root, version);
        if (notebooks) await keepAlive(file);
        return notebooks ?? new Map();
      } catch {
        return new Map();
      }
    },
    save: async (notebooks) => {
      const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`;
      try {
        // Titles are nobody else's business.
        await mkdir(indexes, { recursive: true, mode: 0o700 });
        await writeFile(temporary, await cacheText(notebooks, root, version), { mode: 0o600, flag: 'wx' });
        await rename(temporary, file);
        await removeForgotten(indexes);
        return undefined;
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => {});
        return (error as Error).message;
      }
    },
  };
}

const day = 24 * 60 * 60 * 1000;

/** So long nobody has used the index of a folder that is gone, or that a program left half written. In milliseconds. */
const forgottenAfter = 60 * day;

/** Whoever uses a file that need not be written says so by its time, once a day. */
async function keepAlive(file: string): Promise<void> {
  const { mtimeMs } = await stat(file);
  const now = new Date();
  if (now.getTime() - mtimeMs > day) await utimes(file, now, now);
}

async function removeForgotten(indexes: string): Promise<void> {
  for (const name of await readdir(indexes)) {
    const file = path.join(indexes, name);
    // Another program may be doing the same.
    const status = await stat(file).catch(() => undefined);
    if (status && Date.now() - status.mtimeMs > forgottenAfter) await rm(file, { force: true }).catch(() => {});
  }
}

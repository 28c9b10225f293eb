import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A text that is kept in this program's cache folder from one run to the next. */
export interface KeptText {
  /** As it was saved; undefined where there is none, or what is there is not as it was saved. */
  readonly load: () => Promise<string | undefined>;
  /** Replaces it as a whole: of two programs that do so at once, one has its way. Gives the reason where it could not be written. */
  readonly save: (text: string) => Promise<string | undefined>;
}

/**
 * `folder` is made when it is needed, and `name` is what tells the text from others in it. `what` says what the text is, and of which version, on one
 * line: what was saved as anything else is none.
 */
export function keptText(folder: string, name: string, what: string): KeptText {
  const file = path.join(folder, `${createHash('sha256').update(name).digest('hex').slice(0, 20)}.txt`);
  // It vouches for the name too: two may share their first digits.
  const firstLine = (text: string) =>
    `${what} ${createHash('sha256').update(`${name}\0`).update(text).digest('hex')}\n`;
  return {
    load: async () => {
      try {
        const written = await readFile(file, 'utf8');
        const start = written.indexOf('\n') + 1;
        const text = written.slice(start);
        if (written.slice(0, start) !== firstLine(text)) return undefined;
        await keepAlive(file);
        return text;
      } catch {
        return undefined;
      }
    },
    save: async (text) => {
      const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`;
      try {
        // What notebooks say is nobody else's business.
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(temporary, firstLine(text) + text, { mode: 0o600, flag: 'wx' });
        await rename(temporary, file);
        return undefined;
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => {});
        return (error as Error).message;
      }
    },
  };
}

const day = 24 * 60 * 60 * 1000;

/** So long nobody has used a text, or a program has left one half written. In milliseconds. */
const forgottenAfter = 60 * day;

/** Whoever uses a text that need not be saved says so by its time, once a day. */
async function keepAlive(file: string): Promise<void> {
  const { mtimeMs } = await stat(file);
  const now = new Date();
  if (now.getTime() - mtimeMs > day) await utimes(file, now, now);
}

/** Removes from a folder of such texts what nobody has used for long, and of the others those that were used longest ago, until they have `most` bytes. */
export async function forget(folder: string, most: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      // Another program may be doing the same.
      const status = await stat(file).catch(() => undefined);
      return status ? [{ file, size: status.size, used: status.mtimeMs }] : [];
    }),
  );
  let kept = 0;
  for (const { file, size, used } of found.flat().sort((one, other) => other.used - one.used)) {
    kept += size;
    if (kept > most || Date.now() - used > forgottenAfter) await rm(file, { force: true }).catch(() => {});
  }
}

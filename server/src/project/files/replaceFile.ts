import { randomBytes } from 'node:crypto';
import { access, constants, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Puts new content in a file's place, all of it or nothing: whoever reads the file meanwhile sees the one or the other. Mode, owner and
 * symbolic links stay. Gives a reason, and changes nothing, where the file does not hold `expected` any more or cannot be written.
 */
export async function replaceFile(file: string, expected: Buffer, content: Buffer): Promise<string | undefined> {
  let temporary: string | undefined;
  try {
    const target = await realpath(file);
    // A rename asks only whether the folder may be written to.
    await access(target, constants.W_OK);
    const { mode, uid, gid } = await stat(target);
    temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(4).toString('hex')}.tmp`);
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.chmod(mode);
      // Only root may give a file away; for everybody else it is theirs anyway, or stays so.
      await handle.chown(uid, gid).catch(() => {});
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!(await readFile(target)).equals(expected)) {
      await rm(temporary, { force: true });
      return 'it was changed while it was checked';
    }
    await rename(temporary, target);
    return undefined;
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { force: true }).catch(() => {});
    return (error as Error).message;
  }
}

import { randomBytes } from 'node:crypto';
import { access, constants, link, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { removeLeftovers, temporaryName } from './temporaryName.ts';

/**
 * Puts new content in a file's place, all of it or nothing: whoever reads the file meanwhile, or after the power went, sees the one or the other.
 * Mode, owner and symbolic links stay. Without `expected` the file is made, and must not be there. Gives a reason, and changes nothing, where the
 * file does not hold `expected` any more or cannot be written.
 */
export async function replaceFile(
  file: string,
  expected: Buffer | undefined,
  content: Buffer,
): Promise<string | undefined> {
  let temporary: string | undefined;
  try {
    const target = expected ? await realpath(file) : file;
    // A rename asks only whether the folder may be written to.
    if (expected) await access(target, constants.W_OK);
    temporary = path.join(path.dirname(target), temporaryName(path.basename(target), randomBytes(8)));
    await writeWhole(temporary, content, expected && (await stat(target)));
    if (!expected) await putWhereNothingIs(temporary, target);
    else if ((await readFile(target)).equals(expected)) await rename(temporary, target);
    else {
      await rm(temporary, { force: true });
      return changedMeanwhile;
    }
    await removeLeftovers(path.dirname(target));
    return undefined;
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { force: true }).catch(() => {});
    return (error as Error).message;
  }
}

/** The reason where the file does not hold any more what it was expected to. */
export const changedMeanwhile = 'it was changed meanwhile';

interface Attributes {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** On the disk when it returns. `like` is whose mode and owner the file has; those that a new file has, else. */
async function writeWhole(file: string, content: Buffer, like: Attributes | undefined): Promise<void> {
  const handle = await open(file, 'wx', like?.mode ?? 0o666);
  try {
    await handle.writeFile(content);
    if (like) {
      await handle.chmod(like.mode);
      // Only root may give a file away; for everybody else it is theirs anyway, or stays so.
      await handle.chown(like.uid, like.gid).catch(() => {});
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename would replace what somebody else has put there meanwhile. Not every file system has hard links. */
async function putWhereNothingIs(temporary: string, target: string): Promise<void> {
  try {
    await link(temporary, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw error;
    if (await exists(target)) throw new Error('it is there already');
    await rename(temporary, target);
    return;
  }
  await rm(temporary, { force: true });
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

import { constants } from 'node:fs';
import { type FileHandle, lstat, open, opendir, readdir, readlink, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Everything that this folder learns from the disk goes through here. What is missing, unreadable or of the wrong kind
 * is `undefined` (or empty), and no read is longer than the caller allows: an environment lies in a workspace, so its
 * files may be anything.
 */

/** The first `limit` bytes of a regular file, as UTF-8 without its byte order mark. */
export async function readText(path: string, limit: number): Promise<string | undefined> {
  const bytes = await readBytes(path, limit);
  return bytes && withoutByteOrderMark(bytes.toString('utf8'));
}

export async function readBytes(path: string, limit: number): Promise<Buffer | undefined> {
  return withRegularFile(path, async (file, size) => {
    const buffer = Buffer.allocUnsafe(Math.min(size, limit));
    let length = 0;
    while (length < buffer.length) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return buffer.subarray(0, length);
  });
}

/**
 * Calls `use` with a growing start of the file (4 KiB, then four times as much, …) until it gives a value or the whole
 * file, or `limit` bytes of it, were shown. For files whose answer is near their beginning.
 */
export async function readUntil<T>(
  path: string,
  limit: number,
  use: (text: string, complete: boolean) => T | undefined,
): Promise<T | undefined> {
  return withRegularFile(path, async (file, size) => {
    const end = Math.min(size, limit);
    for (let length = Math.min(4096, end); ; length = Math.min(length * 4, end)) {
      const buffer = Buffer.allocUnsafe(length);
      const { bytesRead } = await file.read(buffer, 0, length, 0);
      const complete = length === end || bytesRead < length;
      const result = use(withoutByteOrderMark(buffer.toString('utf8', 0, bytesRead)), complete);
      if (result !== undefined || complete) return result;
    }
  });
}

/** Names in a folder, in the order in which the file system gives them: Python's `os.listdir` sees the same order. */
export async function listFolder(path: string, limit = 100_000): Promise<readonly FolderEntry[]> {
  const entries: FolderEntry[] = [];
  try {
    const folder = await opendir(path, { bufferSize: 1024 });
    for await (const entry of folder) {
      entries.push({ name: entry.name, isFile: entry.isFile() });
      if (entries.length >= limit) break;
    }
  } catch {
    // What was listed before the failure still counts.
  }
  return entries;
}

/** All names in a folder; undefined where it cannot be listed. */
export async function namesIn(path: string): Promise<readonly string[] | undefined> {
  return readdir(path).catch(() => undefined);
}

export interface FolderEntry {
  readonly name: string;
  /** False for folders and symbolic links. */
  readonly isFile: boolean;
}

export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isFile(),
    () => false,
  );
}

export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
}

export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** True also for a symbolic link that leads nowhere. */
export async function existsAsNamed(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** The path with every symbolic link followed; a path that cannot be followed is given back as it is. */
export async function followLinks(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** Where a path leads when it is itself a link, however many; links among the folders above it stay as they are. */
export async function followOwnLinks(path: string): Promise<string> {
  for (let followed = 0; followed < 40; followed++) {
    const target = await readlink(path).catch(() => undefined);
    if (target === undefined) return path;
    path = resolve(dirname(path), target);
  }
  return path;
}

/** The first of `candidates` for which `test` holds; they are tried in order, one after the other. */
export async function firstWhere<T>(
  candidates: readonly T[],
  test: (candidate: T) => Promise<boolean>,
): Promise<T | undefined> {
  for (const candidate of candidates) if (await test(candidate)) return candidate;
  return undefined;
}

async function withRegularFile<T>(
  path: string,
  use: (file: FileHandle, size: number) => Promise<T | undefined>,
): Promise<T | undefined> {
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for its writer for ever. Windows has no such flag.
    file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const status = await file.stat();
    return status.isFile() ? await use(file, status.size) : undefined;
  } catch {
    return undefined;
  } finally {
    await file?.close().catch(() => undefined);
  }
}

function withoutByteOrderMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

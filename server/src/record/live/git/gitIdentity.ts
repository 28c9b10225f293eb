import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Identity } from 'nbproject-protocol';
import { indexEntry } from './gitIndex.ts';
import { checkedOutCommit, repositoryAround } from './repository.ts';

/**
 * The commit that a notebook's file belongs to, with `-dirty` behind it where the file is not what git last knew, as `git describe` writes it.
 * None for a file that git does not know. Read from .git; git is not run, so what is staged but not committed does not show, nor does it
 * count that a filter or a conversion of line ends changes what git keeps of a file.
 */
export async function gitIdentities(file: string): Promise<readonly Identity[]> {
  try {
    const real = await realpath(file);
    const repository = await repositoryAround(path.dirname(real));
    const commit = repository && (await checkedOutCommit(repository));
    if (!repository || commit === undefined) return [];
    const hashLength = commit.length === 40 ? 20 : 32;
    const index = path.join(repository.folder, 'index');
    if ((await stat(index)).size > largestIndex) return [];
    const name = path.relative(repository.root, real).replaceAll(path.sep, '/');
    const entry = indexEntry(await readFile(index), name, hashLength);
    if (!entry) return [];
    const { size } = await stat(real);
    const isSame = size % 2 ** 32 === entry.size && blobOf(await readFile(real), hashLength) === entry.blob;
    return [{ source: 'git', value: isSame ? commit : `${commit}-dirty` }];
  } catch {
    // A file that has never been saved, or a repository that is not ours to read.
    return [];
  }
}

/** In bytes; that of a repository with a million files is smaller. */
const largestIndex = 256 * 1024 * 1024;

function blobOf(content: Buffer, hashLength: 20 | 32): string {
  const hash = createHash(hashLength === 20 ? 'sha1' : 'sha256');
  return hash.update(`blob ${content.length}\0`).update(content).digest('hex');
}

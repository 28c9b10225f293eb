import { isUtf8 } from 'node:buffer';
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Problem, WriteFile } from '../files/projectFiles.ts';
import type { Entries, Entry } from './entry.ts';

/** What nbproject calls the file that lists the notebooks of a project. */
export const metadataFileName = 'nbproject_metadata.yml';

/** The file as it was read. */
export interface MetadataFile {
  readonly file: string;
  /** Undefined for one that is not there yet. */
  readonly bytes: Buffer | undefined;
  readonly entries: Entries;
}

/** The project's file in a folder or the nearest above it; `outermost` is the last folder looked into. */
export function findMetadataFile(folder: string, outermost: string = path.parse(folder).root): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    const file = path.join(current, metadataFileName);
    if (statSync(file, { throwIfNoEntry: false })) return file;
    if (current === outermost || path.dirname(current) === current) return undefined;
  }
}

/** So large a file would be that of some 20,000 notebooks. In bytes. */
const maxLength = 8 * 1024 * 1024;

export async function readMetadataFile(file: string): Promise<MetadataFile | Problem> {
  const bad = (problem: string): Problem => ({ problem: `${file} is not used: ${problem}.` });
  try {
    const status = statSync(file);
    if (!status.isFile()) return bad('it is no regular file');
    if (status.size > maxLength) return bad(`it is larger than ${maxLength / 1024 / 1024} MB`);
    const bytes = await readFile(file);
    if (!isUtf8(bytes)) return bad('it is not UTF-8');
    const { readEntries } = await yaml();
    const found = readEntries(bytes.toString('utf8'));
    return 'problem' in found ? bad(found.problem) : { file, bytes, entries: found.entries };
  } catch (error) {
    return bad((error as Error).message);
  }
}

/** Writes what has changed and nothing else; a new file where there was none. False where it is the same. */
export async function writeEntries(
  { file, bytes }: Pick<MetadataFile, 'file' | 'bytes'>,
  changes: ReadonlyMap<string, Entry | undefined>,
  write: WriteFile,
): Promise<boolean | Problem> {
  const { editEntries } = await yaml();
  const before = bytes?.toString('utf8') ?? '';
  const edited = editEntries(before, changes);
  if ('problem' in edited) return { problem: `${file} is not changed: ${edited.problem}.` };
  // As PyYAML writes a project without notebooks.
  const after = edited.text === '' ? '{}\n' : edited.text;
  if (after === before) return false;
  const unwritten = await write(file, bytes, Buffer.from(after));
  return unwritten === undefined ? true : { problem: `${file} is not changed: ${unwritten}.` };
}

/** Loaded when a project is first looked at: it takes as long as a program starts. */
function yaml(): Promise<typeof import('./yaml/index.ts')> {
  return import('./yaml/index.ts');
}

import { isUtf8 } from 'node:buffer';
import { lstatSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { leadsElsewhere } from '../files/links.ts';
import type { Problem, WriteFile } from '../files/projectFiles.ts';
import type { Entries, Entry } from './entry.ts';
import type { ListedEntries } from './yaml/index.ts';

/** What nbproject calls the file that lists the notebooks of a project. */
export const metadataFileName = 'nbproject_metadata.yml';

/** The file as it was read. */
export interface MetadataFile {
  readonly file: string;
  /** Undefined for one that is not there yet. */
  readonly bytes: Buffer | undefined;
  readonly entries: Entries;
  readonly edit: ListedEntries['edit'];
}

/** The project's file in a folder or the nearest above it; `outermost` is the last folder looked into. */
export function findMetadataFile(folder: string, outermost: string = path.parse(folder).root): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    const file = path.join(current, metadataFileName);
    if (lstatSync(file, { throwIfNoEntry: false })) return file;
    if (current === outermost || path.dirname(current) === current) return undefined;
  }
}

/** So large a file would be that of some 20,000 notebooks. In bytes. */
const maxLength = 8 * 1024 * 1024;

/** A sentence where it cannot be read. */
export async function readMetadataFile(file: string): Promise<MetadataFile | Problem> {
  try {
    if (leadsElsewhere(file)) return unused(file, 'it is a link that leads elsewhere');
    const status = statSync(file);
    if (!status.isFile()) return unused(file, 'it is no regular file');
    if (status.size > maxLength) return unused(file, `it is larger than ${maxLength / 1024 / 1024} MB`);
    return await listed(file, await readFile(file));
  } catch (error) {
    return unused(file, (error as Error).message);
  }
}

/** One that is not there yet. */
export function newMetadataFile(file: string): Promise<MetadataFile | Problem> {
  return listed(file, undefined);
}

/** Writes what has changed and nothing else. False where nothing has. */
export async function writeEntries(
  { file, bytes, entries, edit }: MetadataFile,
  changes: ReadonlyMap<string, Entry | undefined>,
  write: WriteFile,
): Promise<boolean | Problem> {
  const isSame = [...changes].every(([id, entry]) => isDeepStrictEqual(entry, entries.get(id)));
  if (bytes && isSame) return false;
  const edited = edit(changes);
  if ('problem' in edited) return { problem: `${file} is not changed: ${edited.problem}.` };
  // As PyYAML writes a project without notebooks.
  const unwritten = await write(file, bytes, Buffer.from(edited.text === '' ? '{}\n' : edited.text));
  return unwritten === undefined ? true : { problem: `${file} is not changed: ${unwritten}.` };
}

async function listed(file: string, bytes: Buffer | undefined): Promise<MetadataFile | Problem> {
  if (bytes && !isUtf8(bytes)) return unused(file, 'it is not UTF-8');
  const { listedEntries } = await yaml();
  const found = listedEntries(bytes?.toString('utf8') ?? '');
  return 'problem' in found ? unused(file, found.problem) : { file, bytes, ...found };
}

function unused(file: string, reason: string): Problem {
  return { problem: `${file} is not used: ${reason}.` };
}

/** Loaded when a project is first looked at: it takes as long as a program starts. */
function yaml(): Promise<typeof import('./yaml/index.ts')> {
  return import('./yaml/index.ts');
}

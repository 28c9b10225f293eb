import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mapConcurrently } from '../concurrency.ts';
import { type FolderEntry, readText } from '../disk.ts';
import { readCoreMetadata } from './coreMetadata.ts';
import type { Distribution } from './distribution.ts';
import { normalizedName } from './normalizedName.ts';

const readsAtATime = 32;
const distributionsLimit = 10_000;

/**
 * The distributions of one folder of the search path, in the order of importlib.metadata.distributions(): as the file system
 * lists them, those of one name together. Metadata without a name are passed over.
 */
export async function readDistributions(
  folder: string,
  entries: readonly FolderEntry[],
): Promise<readonly Distribution[]> {
  const groups = new Map<string, MetadataEntry[]>();
  for (const entry of metadataEntries(folder, entries).slice(0, distributionsLimit)) {
    const group = groups.get(entry.key);
    if (group) group.push(entry);
    else groups.set(entry.key, [entry]);
  }
  const read = await mapConcurrently([...groups.values()].flat(), readsAtATime, (entry) => readOne(folder, entry));
  return read.filter((distribution) => distribution !== undefined);
}

interface MetadataEntry {
  readonly path: string;
  readonly key: string;
  readonly isFile: boolean;
}

function metadataEntries(folder: string, entries: readonly FolderEntry[]): readonly MetadataEntry[] {
  const own = basename(folder);
  const isEgg = own.toLowerCase().endsWith('.egg');
  return entries.flatMap(({ name, isFile }) => {
    const path = join(folder, name);
    if (/\.(?:dist|egg)-info$/i.test(name)) return [{ path, key: keyOf(name), isFile }];
    if (isEgg && name.toLowerCase() === 'egg-info') return [{ path, key: keyOf(own), isFile }];
    return [];
  });
}

/** `foo-bar` of `Foo.Bar-1.0.dist-info`: what is before the extension and before the first `-`, normalised. */
function keyOf(fileName: string): string {
  return normalizedName(fileName.replace(/\.[^.]*$/, '').split('-', 1)[0] ?? '');
}

async function readOne(folder: string, { path, key, isFile }: MetadataEntry): Promise<Distribution | undefined> {
  const metadata = await readCoreMetadata(path, isFile);
  if (metadata?.name === undefined) return undefined;
  const topLevel = isFile ? undefined : await readText(join(path, 'top_level.txt'), 1024 * 1024);
  return {
    name: metadata.name,
    version: metadata.version,
    path,
    folder,
    key,
    declaredNames: (topLevel ?? '').split(/\s+/).filter((name) => name !== ''),
    editableProject: path.endsWith('.dist-info') ? await readEditableProject(path) : undefined,
  };
}

async function readEditableProject(path: string): Promise<string | undefined> {
  const text = await readText(join(path, 'direct_url.json'), 64 * 1024);
  if (text === undefined) return undefined;
  try {
    const origin = JSON.parse(text);
    return origin?.dir_info?.editable === true ? fileURLToPath(origin.url) : undefined;
  } catch {
    return undefined;
  }
}

import { resolve } from 'node:path';
import { exists } from '../disk.ts';
import type { Distribution } from '../distributions/distribution.ts';
import { readInstalledFiles } from '../distributions/installedFiles.ts';
import type { PythonVersion } from '../interpreter/interpreter.ts';
import { type ModuleNameOf, moduleNames } from './moduleName.ts';

/** The top-level names under which a distribution can be imported, and what importlib.metadata makes of them. */
export interface TopLevelNames {
  /** What `importlib.metadata.packages_distributions()` of this Python counts; not all of it is importable. */
  readonly counted: readonly string[];
  /** What can be imported: the newest Python's rule, whichever Python it is. */
  readonly importable: readonly string[];
}

/** top_level.txt answers where it is; only without it the list of the distribution's files is read. */
export async function readTopLevelNames(
  distribution: Distribution,
  version: PythonVersion | undefined,
): Promise<TopLevelNames> {
  const { declaredNames, path } = distribution;
  if (declaredNames.length > 0) return { counted: declaredNames, importable: importableNames(declaredNames) };
  const files = (await readInstalledFiles(path, ['RECORD', 'installed-files.txt', 'SOURCES.txt'])) ?? [];
  const found = await namesOnDisk(distribution.folder, files, moduleNames(version));
  return {
    counted: await countedNames(distribution, version, files, found),
    importable: found.filter((name) => isIdentifier(name) && name !== '__pycache__'),
  };
}

/** Some old builders declare "google/cloud". */
function importableNames(declared: readonly string[]): readonly string[] {
  return [...new Set(declared.map((name) => name.split(/[./\\]/, 1)[0] ?? name))];
}

/** packages_distributions() came with Python 3.10 and has changed its mind in 3.11, 3.12 and 3.13. */
async function countedNames(
  distribution: Distribution,
  version: PythonVersion | undefined,
  files: readonly string[],
  found: readonly string[],
): Promise<readonly string[]> {
  const minor = version?.major === 3 ? version.minor : Number.POSITIVE_INFINITY;
  if (minor === 10) return [];
  if (minor === 11) {
    const isEgg = !distribution.path.endsWith('.dist-info');
    const listed = isEgg ? await readInstalledFiles(distribution.path, ['SOURCES.txt']) : files;
    return [...new Set((listed ?? []).flatMap(pythonFileName))];
  }
  const modules = found.filter((name) => !name.includes('.'));
  if (minor === 12 || minor < 10) return modules;
  const others = await existing(
    distribution.folder,
    files.filter((file) => /^[^./]+$/.test(file)),
  );
  return [...new Set([...modules, ...others])];
}

/** 3.11: only `.py` files count, and `..` may come out for a script. */
function pythonFileName(file: string): readonly string[] {
  const parts = pathParts(file);
  const name = parts.at(-1) ?? '';
  if (!/[^.]\.py$/.test(name)) return [];
  return parts.length > 1 ? parts.slice(0, 1) : [name.slice(0, -'.py'.length)];
}

/** First parts of paths, and names of modules; a name counts when one of its files exists, which is mostly the first. */
async function namesOnDisk(
  folder: string,
  files: readonly string[],
  moduleNameOf: ModuleNameOf,
): Promise<readonly string[]> {
  const names = new Set<string>();
  let absent = 0;
  for (const file of files) {
    const parts = pathParts(file);
    const [first] = parts;
    const name = parts.length > 1 ? first : first && moduleNameOf(first);
    if (name === undefined || name.includes('.') || names.has(name)) continue;
    if (absent >= absentLimit) break;
    if (await exists(resolve(folder, file))) names.add(name);
    else absent++;
  }
  return [...names];
}

/** A list of files that are gone is not looked through to its end. */
const absentLimit = 1_000;

async function existing(folder: string, files: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const file of files) if (await exists(resolve(folder, file))) found.push(file);
  return found;
}

/** As pathlib's PurePosixPath has them: "." and empty parts are dropped, a leading slash is a part. */
function pathParts(file: string): readonly string[] {
  const parts = file.split('/').filter((part) => part !== '' && part !== '.');
  return file.startsWith('/') ? ['/', ...parts] : parts;
}

export function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name);
}

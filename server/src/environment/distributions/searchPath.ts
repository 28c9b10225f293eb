import { join } from 'node:path';
import { exists, isFolder } from '../disk.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import type { Launch } from '../locate/launch.ts';
import type { Machine } from '../machine.ts';
import { listPathFiles, readPathFile } from './pathFile.ts';
import { readSiteFlavour, type SiteFlavour, siteFolders, standardLibrary, userSite } from './siteFolders.ts';

/** What Python would have as `sys.path`, but for the folder that it is started in and for what code adds. */
export interface SearchPath {
  /** Every existing folder, in order: PYTHONPATH, the standard library, site folders and what their .pth files add. */
  readonly folders: readonly string[];
  /** The site folders among them. */
  readonly siteFolders: readonly string[];
  /** Everything whose change would change this: the folders looked for, existing or not, and the .pth files. */
  readonly readFrom: readonly string[];
}

const foldersLimit = 1_000;

/** How many of the folders that .pth files name are looked for. */
const namedLimit = 5_000;

/** Works out the search path as CPython's getpath and site module do. */
export async function readSearchPath(machine: Machine, interpreter: Interpreter, launch: Launch): Promise<SearchPath> {
  const known = new Set<string>();
  const folders: string[] = [];
  const sites: string[] = [];
  const readFrom: string[] = [];
  let named = 0;

  const add = (folder: string): void => {
    const key = machine.platform === 'win32' ? folder.toLowerCase() : folder;
    if (known.has(key) || folders.length >= foldersLimit) return;
    known.add(key);
    folders.push(folder);
  };

  const addSite = async (folder: string): Promise<void> => {
    if (sites.includes(folder)) return;
    readFrom.push(folder);
    if (!(await isFolder(folder))) return;
    sites.push(folder);
    add(folder);
    for (const file of await listPathFiles(folder)) {
      readFrom.push(file);
      if (named >= namedLimit) continue;
      for (const target of (await readPathFile(machine, file)).slice(0, namedLimit - named)) {
        named++;
        if (await exists(target)) add(target);
      }
    }
  };

  for (const folder of [...launch.pythonPath, ...standardFolders(interpreter)]) {
    readFrom.push(folder);
    if (await isFolder(folder)) add(folder);
  }
  const flavour = await readSiteFlavour(interpreter.basePrefix, interpreter.layout);
  for (const folder of orderedSites(machine, interpreter, launch, flavour)) await addSite(folder);
  return { folders, siteFolders: sites, readFrom: [...new Set([...readFrom, ...folders])] };
}

/** A virtual environment's own come before the user's, the user's before the system's. */
function orderedSites(
  machine: Machine,
  interpreter: Interpreter,
  launch: Launch,
  flavour: SiteFlavour,
): readonly string[] {
  const own = interpreter.kind === 'virtual' ? [interpreter.prefix] : [];
  const base = interpreter.seesSystemSite && interpreter.basePrefix ? [interpreter.basePrefix] : [];
  const local = base.length > 0 && flavour.addsLocal ? ['/usr/local'] : [];
  const foldersOf = (prefix: string) => siteFolders(prefix, interpreter, flavour);
  const user = userSite(machine, interpreter, launch);
  return [...own.flatMap(foldersOf), ...(user === undefined ? [] : [user]), ...[...local, ...base].flatMap(foldersOf)];
}

function standardFolders({ basePrefix, layout }: Interpreter): readonly string[] {
  if (basePrefix === undefined) return [];
  const library = standardLibrary(basePrefix, layout);
  return layout.kind === 'windows'
    ? [join(basePrefix, 'DLLs'), library, basePrefix]
    : [library, join(library, 'lib-dynload')];
}

import { basename, dirname, join } from 'node:path';
import { exists, firstWhere, followLinks, followOwnLinks, isFile, listFolder } from '../disk.ts';
import type { Machine } from '../machine.ts';
import { folderAndAbove } from '../paths.ts';
import type { Layout } from './interpreter.ts';

/** An installation of Python: not a virtual environment. */
export interface Installation {
  readonly prefix: string;
  readonly layout: Layout;
}

/**
 * The installation that an executable belongs to: its links are followed, then the folders above it are searched for the
 * standard library, as CPython's getpath does. Undefined where there is none, as for a shim.
 */
export async function findInstallation(machine: Machine, executable: string): Promise<Installation | undefined> {
  const own = await followOwnLinks(executable);
  // Every program of /usr/bin has a standard library above it.
  if (!/py/i.test(basename(own))) return undefined;
  const version = versionIn(basename(own)) ?? versionIn(basename(executable));
  return findAboveAsNamedOrReal(machine, dirname(own), version);
}

/** The installation behind the `home` of a pyvenv.cfg, of which the virtual environment says `version` ("3.11"). */
export async function findInstallationOfHome(
  machine: Machine,
  home: string,
  version: string | undefined,
): Promise<Installation | undefined> {
  const found = await findAboveAsNamedOrReal(machine, home, version);
  if (found) return found;
  // A home of links, such as a framework's or a package manager's bin folder: the executable in it leads on.
  const names = machine.platform === 'win32' ? ['python.exe'] : [`python${version ?? '3'}`, 'python3', 'python'];
  const executable = await firstWhere(
    names.map((name) => join(home, name)),
    exists,
  );
  return executable === undefined ? undefined : findInstallation(machine, executable);
}

/** Folders are taken as they are named, so that prefixes read as Python prints them; `/bin` leads to `/usr/bin` only by its link. */
async function findAboveAsNamedOrReal(
  machine: Machine,
  folder: string,
  version: string | undefined,
): Promise<Installation | undefined> {
  return (await findAbove(machine, folder, version)) ?? (await findAbove(machine, await followLinks(folder), version));
}

async function findAbove(
  machine: Machine,
  folder: string,
  version: string | undefined,
): Promise<Installation | undefined> {
  // The root is left out: where /lib is a link to /usr/lib, everything would seem to belong to an installation there.
  for (const prefix of folderAndAbove(folder).slice(0, -1)) {
    const layout = machine.platform === 'win32' ? await windowsLayout(prefix) : await posixLayout(prefix, version);
    if (layout) return { prefix, layout };
  }
  return undefined;
}

async function windowsLayout(prefix: string): Promise<Layout | undefined> {
  return (await isFile(join(prefix, 'Lib', 'os.py'))) ? { kind: 'windows' } : undefined;
}

async function posixLayout(prefix: string, version: string | undefined): Promise<Layout | undefined> {
  for (const library of ['lib', 'lib64']) {
    const names = (await versionFolders(join(prefix, library))).filter(
      (name) => version === undefined || versionIn(name) === version,
    );
    const versionFolder = await firstWhere(names, (name) => isFile(join(prefix, library, name, 'os.py')));
    if (versionFolder !== undefined) return { kind: 'posix', library, versionFolder };
  }
  return undefined;
}

/** `python3.11`, `python3.13t`, `pypy3.10` in a `lib` folder, the newest first. */
export async function versionFolders(library: string): Promise<readonly string[]> {
  const names = (await listFolder(library)).map((entry) => entry.name);
  return names
    .filter((name) => /^(?:python|pypy)\d\.\d+t?$/.test(name))
    .sort((one, other) => minorOf(other) - minorOf(one) || (one < other ? -1 : 1));
}

function minorOf(name: string): number {
  const [major, minor] = (versionIn(name) ?? '0.0').split('.').map(Number);
  return (major ?? 0) * 1000 + (minor ?? 0);
}

/** "3.11" in `python3.11`, `python3.11.exe`, `pypy3.11`, `python3.11t`. */
export function versionIn(name: string): string | undefined {
  return /^(?:python|pypy)(\d\.\d+)/.exec(name)?.[1];
}

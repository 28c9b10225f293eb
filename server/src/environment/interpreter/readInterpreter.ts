import { dirname, isAbsolute, join } from 'node:path';
import { existsAsNamed, firstWhere, followLinks, isFile, isFolder } from '../disk.ts';
import type { Machine } from '../machine.ts';
import { isNetworkPath } from '../paths.ts';
import {
  findInstallation,
  findInstallationOfHome,
  type Installation,
  versionFolders,
  versionIn,
} from './installation.ts';
import type { Interpreter, Layout } from './interpreter.ts';
import { parsePythonVersion, readVersion } from './patchVersion.ts';
import { findPyvenvConfiguration, type PyvenvConfiguration } from './pyvenvConfiguration.ts';

/** Describes the interpreter at an absolute path by reading what lies around it; undefined where that says too little. */
export async function readInterpreter(machine: Machine, path: string): Promise<Interpreter | undefined> {
  const configuration = await findPyvenvConfiguration(path);
  if (configuration) return readVirtualEnvironment(machine, path, configuration);
  const installation = await findInstallation(machine, path);
  return installation ? describeInstallation(installation, path) : readCondaLibrary(machine, path);
}

/**
 * The interpreter of an environment folder: a virtual environment, a conda or a pixi environment, or an installation.
 * A link to an executable that is gone still counts, since the packages can be read without it.
 */
export async function readInterpreterOfPrefix(machine: Machine, prefix: string): Promise<Interpreter | undefined> {
  const path = await findExecutable(machine, prefix);
  const found = path === undefined ? undefined : await readInterpreter(machine, path);
  return found && (await followLinks(found.prefix)) === (await followLinks(prefix)) ? found : undefined;
}

async function findExecutable(machine: Machine, prefix: string): Promise<string | undefined> {
  const paths = executableNames(machine).map((name) => join(prefix, name));
  const found = await firstWhere(paths, existsAsNamed);
  return found ?? ((await isFolder(join(prefix, 'conda-meta'))) ? paths.at(-1) : undefined);
}

function executableNames({ platform }: Machine): readonly string[] {
  return platform === 'win32'
    ? [join('Scripts', 'python.exe'), 'python.exe']
    : [join('bin', 'python3'), join('bin', 'python')];
}

async function readVirtualEnvironment(
  machine: Machine,
  path: string,
  configuration: PyvenvConfiguration,
): Promise<Interpreter | undefined> {
  const prefix = dirname(dirname(path));
  const stated = parsePythonVersion(configuration.version);
  const statedMinor = stated && `${stated.major}.${stated.minor}`;
  const own = await ownLayout(machine, prefix, statedMinor);
  const wanted = own?.kind === 'posix' ? versionIn(own.versionFolder) : statedMinor;
  const base = await findBase(machine, path, configuration, wanted);
  const layout = base?.layout ?? own;
  if (!layout) return undefined;
  // The base may have been updated since the environment was made, so what it carries comes before what pyvenv.cfg says.
  const read = base && (await readVersion(base, await baseExecutable(machine, base, path)));
  const known = read && read.text.split('.').length > 2 ? read : (stated ?? read);
  return {
    path,
    prefix,
    basePrefix: base?.prefix,
    kind: 'virtual',
    version: known ?? parsePythonVersion(wanted),
    layout,
    seesSystemSite: configuration.includesSystemSite,
    readFrom: [path, configuration.path],
  };
}

async function findBase(
  machine: Machine,
  path: string,
  { home }: PyvenvConfiguration,
  version: string | undefined,
): Promise<Installation | undefined> {
  if (home === undefined) return findInstallation(machine, path);
  if (!isAbsolute(home) || isNetworkPath(machine, home)) return undefined;
  return findInstallationOfHome(machine, home, version);
}

/** The executable of a base, to find the version in; a virtual environment's own is a link to it or a copy of it. */
async function baseExecutable(machine: Machine, { prefix, layout }: Installation, path: string): Promise<string> {
  if (layout.kind === 'windows' || machine.platform === 'win32') return join(prefix, 'python.exe');
  const named = join(prefix, 'bin', layout.versionFolder);
  return (await isFile(named)) ? named : path;
}

/** What a virtual environment itself has: `lib/python3.11` (of the stated version where it has several) or `Lib`. */
async function ownLayout(machine: Machine, prefix: string, version: string | undefined): Promise<Layout | undefined> {
  if (machine.platform === 'win32') return { kind: 'windows' };
  const folders = await versionFolders(join(prefix, 'lib'));
  const versionFolder = folders.find((name) => versionIn(name) === version) ?? folders[0];
  return versionFolder === undefined ? undefined : { kind: 'posix', library: 'lib', versionFolder };
}

async function describeInstallation(installation: Installation, path: string): Promise<Interpreter> {
  const isConda = await isFolder(join(installation.prefix, 'conda-meta'));
  return {
    path,
    prefix: installation.prefix,
    basePrefix: installation.prefix,
    kind: isConda ? 'conda' : 'installed',
    version: await readVersion(installation, path),
    layout: installation.layout,
    seesSystemSite: true,
    readFrom: isConda ? [path, join(installation.prefix, 'conda-meta')] : [path],
  };
}

/** A conda environment without a standard library, as an unpacked or a broken one is. */
async function readCondaLibrary(machine: Machine, path: string): Promise<Interpreter | undefined> {
  const prefix = machine.platform === 'win32' ? dirname(path) : dirname(dirname(path));
  if (!(await isFolder(join(prefix, 'conda-meta')))) return undefined;
  const layout = await ownLayout(machine, prefix, undefined);
  return layout && describeInstallation({ prefix, layout }, path);
}

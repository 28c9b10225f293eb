import { dirname, isAbsolute, join } from 'node:path';
import { existsAsNamed, isFolder } from '../disk.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { readInterpreterOfPrefix } from '../interpreter/readInterpreter.ts';
import type { Surroundings } from '../interpreter/resolveInterpreter.ts';
import type { Machine } from '../machine.ts';
import { isNetworkPath, resolveWritten } from '../paths.ts';
import { findFolderEnvironments } from './folderEnvironments.ts';
import type { InstalledKernel } from './kernelspec.ts';
import type { Look } from './look.ts';

/** What is asked: whose environment, and what is already known of it. */
export interface EnvironmentQuery {
  /** Absolute path of the notebook's folder. */
  readonly folder: string;
  /** Absolute paths of the workspace's folders: nothing in them is ever run. The notebook's folder counts as one. */
  readonly workspaceFolders: readonly string[];
  /** The interpreter (or environment folder) that the client's user has chosen for this notebook. */
  readonly clientInterpreter?: string | undefined;
  /** The setting `nbproject.python`: an interpreter or an environment folder; `~` and relative paths are understood. */
  readonly pythonSetting?: string | undefined;
  /** The name in `metadata.kernelspec`. */
  readonly kernelName?: string | undefined;
}

/** The ways in which an environment is found, the first that applies first. */
export type EnvironmentSource = 'client' | 'setting' | 'kernelspec' | 'folder' | 'activated' | 'path';

interface Located {
  readonly source: EnvironmentSource;
  /** Why this source applied, for a person: the path or the variable that said so. */
  readonly reason: string;
  readonly interpreter: Interpreter;
}

/** Where the search has led. */
export interface Location {
  readonly located: Located | undefined;
  /** The kernel of the query's name, from the folders that are known before the environment is. */
  readonly kernel: InstalledKernel | undefined;
  /** What came before and did not apply, for a person: "nbproject.python: there is no /x/python". */
  readonly passedOver: readonly string[];
}

interface Candidate {
  readonly source: EnvironmentSource;
  readonly reason: string;
  readonly path: string;
}

/** Finds the environment of a notebook. Reads; runs nothing but what it takes to know an interpreter. */
export async function locate(machine: Machine, look: Look, query: EnvironmentQuery): Promise<Location> {
  const surroundings = { folder: query.folder, untrusted: [...query.workspaceFolders, query.folder] };
  const folderEnvironments = await findFolderEnvironments(machine, look.environmentsIn, query.folder);
  const activated = activatedEnvironments(machine);
  const onPath = await look.pythonsOnPath();
  const prefixes = [
    ...folderEnvironments,
    ...activated.map((candidate) => candidate.path),
    ...onPath.map((path) => dirname(dirname(path))).filter((prefix) => !/^\/(?:usr)?$/.test(prefix)),
  ];
  const kernel = query.kernelName === undefined ? undefined : await look.kernel(query.kernelName, prefixes);
  const candidates = [
    ...chosen(machine, query),
    ...ofKernel(machine, kernel).filter(({ path }) => !isNetworkPath(machine, path)),
    ...folderEnvironments.map((path) => ({ source: 'folder' as const, reason: path, path })),
    ...activated,
    ...onPath.map((path) => ({ source: 'path' as const, reason: `${path} on PATH`, path })),
  ];
  const passedOver: string[] = [];
  for (const { source, reason, path } of candidates) {
    const interpreter = await interpreterAt(machine, look, path, surroundings);
    if (interpreter) return { located: { source, reason, interpreter }, kernel, passedOver };
    passedOver.push(`${reason}: ${(await existsAsNamed(path)) ? 'no Python that can be read' : 'does not exist'}`);
  }
  return { located: undefined, kernel, passedOver };
}

function chosen(machine: Machine, query: EnvironmentQuery): readonly Candidate[] {
  const { clientInterpreter, pythonSetting } = query;
  const base = query.workspaceFolders[0] ?? query.folder;
  const candidates: Candidate[] = [];
  if (clientInterpreter) {
    candidates.push({
      source: 'client',
      reason: 'chosen in the editor',
      path: resolveWritten(machine, clientInterpreter, base),
    });
  }
  // The settings of a workspace are its own, so they must not make anyone look at a server of their choice.
  if (pythonSetting && !isNetworkPath(machine, pythonSetting)) {
    const path = resolveWritten(machine, pythonSetting.replace(/^\$\{workspaceFolder\}/, base), base);
    candidates.push({ source: 'setting', reason: `nbproject.python = ${pythonSetting}`, path });
  }
  return candidates;
}

/**
 * The interpreter in a Python kernel's command line. Jupyter takes a bare "python" to be its own interpreter: that of the
 * environment which the kernel lies in, and nothing that is known for a kernel of the user's or the system's folder.
 */
function ofKernel(machine: Machine, kernel: InstalledKernel | undefined): readonly Candidate[] {
  const command = kernel?.arguments[0]?.replaceAll('{resource_dir}', kernel.folder);
  if (!kernel || command === undefined || (kernel.language ?? 'python').toLowerCase() !== 'python') return [];
  const reason = `kernel ${kernel.name} in ${kernel.folder}`;
  const own = /^python(?:\d(?:\.\d+)?)?(?:\.exe)?$/.test(command) ? kernel.prefix : undefined;
  if (own !== undefined) return [{ source: 'kernelspec', reason, path: own }];
  const written = /^~[/\\]/.test(command) ? join(machine.home, command.slice(2)) : command;
  return isAbsolute(written) ? [{ source: 'kernelspec', reason, path: written }] : [];
}

function activatedEnvironments({ environmentVariables }: Machine): readonly Candidate[] {
  return ['VIRTUAL_ENV', 'CONDA_PREFIX'].flatMap((name) => {
    const path = environmentVariables[name];
    return path && isAbsolute(path) ? [{ source: 'activated' as const, reason: `${name} = ${path}`, path }] : [];
  });
}

async function interpreterAt(
  machine: Machine,
  look: Look,
  path: string,
  surroundings: Surroundings,
): Promise<Interpreter | undefined> {
  return (await isFolder(path)) ? readInterpreterOfPrefix(machine, path) : look.interpreter(path, surroundings);
}

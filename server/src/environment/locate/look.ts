import { type FolderEntry, listFolder } from '../disk.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import type { ResolveInterpreter } from '../interpreter/resolveInterpreter.ts';
import type { Machine } from '../machine.ts';
import { findEnvironmentsIn } from './folderEnvironments.ts';
import { findKernel, type InstalledKernel } from './kernelspec.ts';
import { findPythonsOnPath } from './programOnPath.ts';

/** What lies on the disk at one time, each thing looked for once: the notebooks of a project ask for much the same. */
export interface Look {
  /** Prefixes of the environments that lie in a folder itself. */
  readonly environmentsIn: (folder: string) => Promise<readonly string[]>;
  readonly pythonsOnPath: () => Promise<readonly string[]>;
  /** The kernel of this name that Jupyter would start, with the environments at these prefixes. */
  readonly kernel: (name: string, prefixes: readonly string[]) => Promise<InstalledKernel | undefined>;
  readonly interpreter: ResolveInterpreter;
}

export function lookAt(machine: Machine, resolve: ResolveInterpreter): Look {
  const environments = new Map<string, Promise<readonly string[]>>();
  const pythons = new Map<string, Promise<readonly string[]>>();
  const kernels = new Map<string, Promise<InstalledKernel | undefined>>();
  const folders = new Map<string, Promise<readonly FolderEntry[]>>();
  const interpreters = new Map<string, Promise<Interpreter | undefined>>();
  const entriesOf = (folder: string) => once(folders, folder, () => listFolder(folder));
  return {
    environmentsIn: (folder) => once(environments, folder, () => findEnvironmentsIn(folder)),
    pythonsOnPath: () => once(pythons, '', () => findPythonsOnPath(machine)),
    kernel: (name, prefixes) =>
      once(kernels, JSON.stringify([name, prefixes]), () => findKernel(machine, name, prefixes, entriesOf)),
    interpreter: (path, where) => once(interpreters, JSON.stringify([path, where]), () => resolve(path, where)),
  };
}

/** Those who ask for the same thing share one look at it. */
export function once<T>(kept: Map<string, Promise<T>>, key: string, make: (key: string) => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known) return known;
  const made = make(key);
  kept.set(key, made);
  return made;
}

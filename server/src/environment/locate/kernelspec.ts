import { join } from 'node:path';
import { type FolderEntry, readText } from '../disk.ts';
import type { EnvironmentVariables, Machine } from '../machine.ts';
import { type KernelFolder, kernelFolders } from './jupyterFolders.ts';

/** A kernel as its `kernel.json` describes it. */
export interface InstalledKernel {
  /** Name of its folder. */
  readonly name: string;
  readonly displayName: string | undefined;
  readonly language: string | undefined;
  readonly arguments: readonly string[];
  readonly environmentVariables: EnvironmentVariables;
  /** Folder of the `kernel.json`. */
  readonly folder: string;
  readonly prefix: string | undefined;
}

const limitBytes = 256 * 1024;

/** The kernel of this name that Jupyter would start; upper and lower case are the same to it. `entriesOf` lists folders. */
export async function findKernel(
  machine: Machine,
  name: string,
  prefixes: readonly string[],
  entriesOf: (folder: string) => Promise<readonly FolderEntry[]>,
): Promise<InstalledKernel | undefined> {
  // Jupyter's own rule for names; it also keeps "../" out of the paths below.
  if (!/^[a-z0-9._-]+$/i.test(name) || /^\.+$/.test(name)) return undefined;
  for (const kernelFolder of kernelFolders(machine, prefixes)) {
    const entries = await entriesOf(kernelFolder.path);
    const entry = entries.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    const kernel = entry && (await readKernel(kernelFolder, entry.name));
    if (kernel) return kernel;
  }
  return undefined;
}

async function readKernel(kernelFolder: KernelFolder, name: string): Promise<InstalledKernel | undefined> {
  const folder = join(kernelFolder.path, name);
  const text = await readText(join(folder, 'kernel.json'), limitBytes);
  const specification = text === undefined ? undefined : parseObject(text);
  if (!specification) return undefined;
  const { display_name: displayName, language, argv, env } = specification;
  return {
    name,
    displayName: typeof displayName === 'string' ? displayName : undefined,
    language: typeof language === 'string' ? language : undefined,
    arguments: Array.isArray(argv) ? argv.filter((argument) => typeof argument === 'string') : [],
    environmentVariables: strings(env),
    folder,
    prefix: kernelFolder.prefix,
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function strings(value: unknown): EnvironmentVariables {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

import { join } from 'node:path';
import type { Interpreter } from './interpreter/interpreter.ts';
import type { InstalledKernel } from './locate/kernelspec.ts';
import type { Look } from './locate/look.ts';
import type { Packages } from './packages.ts';

/**
 * A kernel that comes with the environment itself: one in its `share/jupyter`, else, for the name "python3", the one that
 * Jupyter offers wherever ipykernel is installed, without any kernel.json.
 */
export async function findKernelOfEnvironment(
  look: Look,
  name: string,
  { path, prefix }: Interpreter,
  packages: Packages,
): Promise<InstalledKernel | undefined> {
  const ipykernel = packages.byName.get('ipykernel');
  return (await look.kernel(name, [prefix])) ?? (ipykernel && nativeKernel(name, path, ipykernel.folder));
}

function nativeKernel(name: string, interpreter: string, siteFolder: string): InstalledKernel | undefined {
  if (name.toLowerCase() !== 'python3') return undefined;
  return {
    name,
    displayName: 'Python 3 (ipykernel)',
    language: 'python',
    arguments: [interpreter, '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
    environmentVariables: {},
    folder: join(siteFolder, 'ipykernel', 'resources'),
    prefix: undefined,
  };
}

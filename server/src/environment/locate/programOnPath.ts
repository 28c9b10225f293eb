import { join } from 'node:path';
import { mapConcurrently } from '../concurrency.ts';
import { isFile } from '../disk.ts';
import type { Machine } from '../machine.ts';
import { splitPathList } from '../paths.ts';

/** The Pythons on PATH, in the order in which a shell finds `python3`, then `python`. Relative entries are passed over. */
export async function findPythonsOnPath(machine: Machine): Promise<readonly string[]> {
  const { environmentVariables: variables, platform } = machine;
  const folders = splitPathList(machine, variables.PATH ?? variables.Path);
  const names =
    platform === 'win32' ? ['python3.exe', 'python.exe', 'python3.bat', 'python.bat'] : ['python3', 'python'];
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const exist = await mapConcurrently(paths, 32, isFile);
  return paths.filter((_, index) => exist[index]);
}

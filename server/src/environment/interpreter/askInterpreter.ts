import { basename, isAbsolute, parse } from 'node:path';
import { followLinks } from '../disk.ts';
import type { EnvironmentVariables, Machine } from '../machine.ts';
import { isWithinAny, splitPathList } from '../paths.ts';

/**
 * Asks an executable that could not be understood by reading which interpreter it starts: once, isolated, with a time
 * limit, from the root folder. Nothing inside `untrusted` (the workspace) is run: not the executable, not what it leads
 * to, and not a program that it finds by PATH, by a version file of the workspace, or by a Python variable. Nor is anything
 * run that is not named as a Python is, since a setting or a kernel may name any program.
 */
export async function askInterpreter(
  machine: Machine,
  executable: string,
  untrusted: readonly string[],
): Promise<string | undefined> {
  if (!/^(?:python|pypy)[\d.]*(?:\.\w+)?$/i.test(basename(executable))) return undefined;
  const folders = [...untrusted, ...(await Promise.all(untrusted.map(followLinks)))];
  const isUntrusted = (path: string) => isWithinAny(folders, path);
  if (isUntrusted(executable) || isUntrusted(await followLinks(executable))) return undefined;
  const output = await machine.run({
    file: executable,
    arguments: ['-I', '-S', '-c', 'import sys; print(sys.executable)'],
    workingFolder: parse(executable).root,
    environmentVariables: await trustedVariables(machine, isUntrusted),
  });
  const answer = output?.trim().split(/\r?\n/).at(-1) ?? '';
  return isAbsolute(answer) && answer !== executable ? answer : undefined;
}

async function trustedVariables(
  machine: Machine,
  isUntrusted: (path: string) => boolean,
): Promise<EnvironmentVariables> {
  const kept: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(machine.environmentVariables)) {
    if (!/^(?:PYTHON|PYENV_DIR$|PWD$|BASH_ENV$|ENV$|LD_|DYLD_)/.test(name)) kept[name] = value;
  }
  const separator = machine.platform === 'win32' ? ';' : ':';
  const pathName = Object.keys(kept).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const trusted: string[] = [];
  for (const folder of splitPathList(machine, kept[pathName])) {
    if (!isUntrusted(folder) && !isUntrusted(await followLinks(folder))) trusted.push(folder);
  }
  return { ...kept, [pathName]: trusted.join(separator) };
}

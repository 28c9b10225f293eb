import { stat } from 'node:fs/promises';
import { existsAsNamed } from '../disk.ts';
import type { Machine } from '../machine.ts';
import { askInterpreter } from './askInterpreter.ts';
import type { Interpreter } from './interpreter.ts';
import { findPyvenvConfiguration } from './pyvenvConfiguration.ts';
import { readInterpreter } from './readInterpreter.ts';
import { isScript, readShim } from './shim.ts';

/** Turns the path of an executable into the interpreter behind it. */
export type ResolveInterpreter = (path: string, where: Surroundings) => Promise<Interpreter | undefined>;

export interface Surroundings {
  /** The notebook's folder: a version manager's choice depends on it. */
  readonly folder: string;
  /** Folders in which nothing is ever run. */
  readonly untrusted: readonly string[];
}

/**
 * Reads; follows the shims of pyenv and asdf by reading; asks only what is left. An executable is asked once as long as
 * its file stays the same, whatever it answered.
 */
export function createInterpreterResolver(machine: Machine): ResolveInterpreter {
  const answers = new Map<string, Promise<string | undefined>>();

  const ask = async (path: string, untrusted: readonly string[]): Promise<string | undefined> => {
    const status = await stat(path).catch(() => undefined);
    if (!status?.isFile()) return undefined;
    const key = JSON.stringify([path, status.mtimeMs, status.size, untrusted]);
    const answer = answers.get(key) ?? askInterpreter(machine, path, untrusted);
    answers.set(key, answer);
    return answer;
  };

  return async (path, { folder, untrusted }) => {
    if (!(await existsAsNamed(path))) return undefined;
    // A virtual environment is told by its files, whatever lies at the place of its executable.
    if (!(await isScript(path)) || (await findPyvenvConfiguration(path))) {
      const read = await readInterpreter(machine, path);
      if (read) return read;
    }
    const target = (await readShim(machine, path, folder)) ?? (await ask(path, untrusted));
    return target === undefined || (await isScript(target)) ? undefined : readInterpreter(machine, target);
  };
}

import type { EnvironmentVariables, Machine } from '../machine.ts';
import { isNetworkPath, splitPathList } from '../paths.ts';
import type { InstalledKernel } from './kernelspec.ts';

/** How a kernel's interpreter is started, as far as it decides what can be imported. */
export interface Launch {
  /** Folders of PYTHONPATH. */
  readonly pythonPath: readonly string[];
  readonly allowsUserSite: boolean;
  readonly userBase: string | undefined;
}

/** With the machine's environment variables; a kernel's own ones and its interpreter options come on top. */
export function launchOf(machine: Machine, kernel: InstalledKernel | undefined): Launch {
  const variables = { ...machine.environmentVariables, ...(kernel && substituted(machine, kernel)) };
  const options = interpreterOptions(kernel?.arguments ?? []);
  const readsVariables = !/[EI]/.test(options);
  return {
    pythonPath: readsVariables ? splitPathList(machine, variables.PYTHONPATH) : [],
    allowsUserSite: !/[sI]/.test(options) && !(readsVariables && variables.PYTHONNOUSERSITE),
    userBase: variables.PYTHONUSERBASE || undefined,
  };
}

/**
 * Jupyter puts the values of its own environment variables in for `${NAME}`, and leaves unknown names as they are. A kernel may lie in a
 * workspace, so what it names on a server is left out.
 */
function substituted(machine: Machine, kernel: InstalledKernel): EnvironmentVariables {
  const insert = (value: string) =>
    value.replace(/\$(?:\{(\w+)\}|(\w+))/g, (written, braced, plain) => {
      return machine.environmentVariables[braced ?? plain] ?? written;
    });
  const withoutServers = (list: string) =>
    list
      .split(';')
      .filter((path) => !isNetworkPath(machine, path))
      .join(';');
  return Object.fromEntries(
    Object.entries(kernel.environmentVariables).map(([name, value]) => [name, withoutServers(insert(value ?? ''))]),
  );
}

/** The letters of the options before `-m`, `-c` or a script: "Es" for `python -E -s -m ipykernel_launcher`. */
function interpreterOptions(commandLine: readonly string[]): string {
  let letters = '';
  for (let index = 1; index < commandLine.length; index++) {
    const option = commandLine[index] ?? '';
    if (!/^-[A-Za-z]/.test(option) || /^-[mc]/.test(option)) break;
    if (/^-[XW]$/.test(option)) index++;
    else if (!/^-[XW]/.test(option)) letters += option.slice(1);
  }
  return letters;
}

import { join } from 'node:path';
import type { Machine } from '../machine.ts';
import { resolveWritten, splitPathList } from '../paths.ts';

/** A folder that may hold kernels, and the environment that it belongs to, if any. */
export interface KernelFolder {
  readonly path: string;
  /** Prefix of the environment whose `share/jupyter` this is: what "python" means in a kernel there. */
  readonly prefix: string | undefined;
}

/**
 * Where Jupyter looks for kernels, the first that wins first: JUPYTER_PATH, the environments (which come before the
 * user's folder, as jupyter_core has it inside a virtual environment), the user's data folder, the system's, IPython's.
 */
export function kernelFolders(machine: Machine, prefixes: readonly string[]): readonly KernelFolder[] {
  const { environmentVariables: variables } = machine;
  const shared = [
    ...splitPathList(machine, variables.JUPYTER_PATH),
    ...prefixes.map((prefix) => join(prefix, 'share', 'jupyter')),
    variables.JUPYTER_DATA_DIR ? resolveWritten(machine, variables.JUPYTER_DATA_DIR, machine.home) : userData(machine),
    ...systemData(machine),
  ];
  const folders = shared.map((folder) => ({
    path: join(folder, 'kernels'),
    prefix: prefixes.find((prefix) => join(prefix, 'share', 'jupyter') === folder),
  }));
  return [...folders, { path: join(machine.home, '.ipython', 'kernels'), prefix: undefined }];
}

function userData({ platform, home, environmentVariables: variables }: Machine): string {
  if (platform === 'darwin') return join(home, 'Library', 'Jupyter');
  if (platform === 'win32') return join(variables.APPDATA ?? join(home, 'AppData', 'Roaming'), 'jupyter');
  return join(variables.XDG_DATA_HOME || join(home, '.local', 'share'), 'jupyter');
}

function systemData({ platform, environmentVariables: variables }: Machine): readonly string[] {
  if (platform === 'win32') return variables.PROGRAMDATA ? [join(variables.PROGRAMDATA, 'jupyter')] : [];
  return ['/usr/local/share/jupyter', '/usr/share/jupyter'];
}

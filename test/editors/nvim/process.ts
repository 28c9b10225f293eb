import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isolate, removeHome, repository } from '../isolation.ts';
import { patience } from '../waiting.ts';
import { connect } from './msgpackRpc.ts';
import { createScreen, type RedrawEvent } from './screen.ts';

/** A Neovim with our plugin on its runtimepath, our server on its PATH, and a folder of its own for all that it writes. */
export interface NvimProcess {
  /** A temporary folder for the notebooks of the test. */
  readonly workspace: string;
  /** Calls the API (`:help api`). Rejects where no answer comes in time: Neovim answers nothing while it waits for a key. */
  request<Result>(method: string, ...args: unknown[]): Promise<Result>;
  /** What is drawn, as one string of rows. */
  screen(): string;
  /** The process id of the server that was started last. */
  serverPid(): number;
  /** Quits without saving, and removes the folder. */
  quit(): Promise<void>;
}

export interface NvimOptions {
  /** Ex commands that run before plugins are loaded, as in an init file. */
  readonly init?: readonly string[];
  /** The user's init.lua, which then has to bring our plugin. Without one nothing but our plugin is there. */
  readonly configuration?: string;
}

const columns = 110;
const rows = 36;

export async function startNvimProcess(
  program: string,
  { init = [], configuration }: NvimOptions,
): Promise<NvimProcess> {
  const { home, workspace, environment, serverPid } = isolate('nvim');

  // The runtime looks for a Python when it sees a script, for seconds.
  const commands = ['let g:loaded_python3_provider = 0', ...init];
  // `:set` ends a value at a space, which the folder of the repository may have.
  const bare = ['--clean', '--cmd', `lua vim.opt.runtimepath:prepend([[${join(repository, 'clients/nvim')}]])`];
  if (configuration !== undefined) writeConfiguration(environment, configuration);
  const own = configuration === undefined ? bare : [];
  const child = spawn(program, ['--embed', ...own, ...commands.flatMap((command) => ['--cmd', command])], {
    cwd: workspace,
    env: environment,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const screen = createScreen(columns, rows);
  const connection = connect(child.stdout, child.stdin, (method, events) => {
    if (method === 'redraw') screen.redraw(events as RedrawEvent[]);
  });

  const nvim: NvimProcess = {
    workspace,
    async request<Result>(method: string, ...args: unknown[]) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer to ${method}; the screen:\n${nvim.screen()}`)), patience);
      });
      try {
        return (await Promise.race([connection.request(method, ...args), late])) as Result;
      } finally {
        clearTimeout(timer);
      }
    },
    screen: () => screen.rows().join('\n'),
    serverPid,
    async quit() {
      const last = setTimeout(() => child.kill('SIGKILL'), patience);
      // Never answered: the connection ends with the process.
      connection.request('nvim_command', 'qa!').catch(() => undefined);
      await exit;
      clearTimeout(last);
      await removeHome({ home });
    },
  };
  // With a UI, decorations are drawn. Neovim reads its configuration once one is there.
  await nvim.request('nvim_ui_attach', columns, rows, { ext_linegrid: true, rgb: true });
  return nvim;
}

function writeConfiguration({ XDG_CONFIG_HOME = '' }: NodeJS.ProcessEnv, text: string): void {
  const folder = join(XDG_CONFIG_HOME, 'nvim');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'init.lua'), text);
}

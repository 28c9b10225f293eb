import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
}

/** How long to wait for what ought to happen, in milliseconds: many times what it takes on a busy machine. */
export const patience = 10_000;

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const columns = 110;
const rows = 36;

export async function startNvimProcess(program: string, { init = [] }: NvimOptions): Promise<NvimProcess> {
  // Neovim resolves symbolic links in the names of files; so does what is compared with them.
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'nbproject-nvim-')));
  const workspace = join(home, 'workspace');
  mkdirSync(workspace);
  const pidFile = putServerOnPath(home);

  const commands = [`set runtimepath^=${join(repository, 'clients/nvim')}`, ...init];
  const child = spawn(program, ['--clean', '--embed', ...commands.flatMap((command) => ['--cmd', command])], {
    cwd: workspace,
    env: isolatedEnvironment(home),
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
    serverPid: () => Number(readFileSync(pidFile, 'utf8')),
    async quit() {
      const last = setTimeout(() => child.kill('SIGKILL'), patience);
      // Never answered: the connection ends with the process.
      connection.request('nvim_command', 'qa!').catch(() => undefined);
      await exit;
      clearTimeout(last);
      rmSync(home, { recursive: true, force: true });
    },
  };
  // With a UI, decorations are drawn. Neovim reads its configuration once one is there.
  await nvim.request('nvim_ui_attach', columns, rows, { ext_linegrid: true, rgb: true });
  return nvim;
}

/**
 * Makes `nbproject-language-server` a program that notes its process id, and gives the file where it does.
 * It runs the server that was built here, or the one that NBPROJECT_TEST_SERVER names.
 */
function putServerOnPath(home: string): string {
  const program = join(home, 'bin', 'nbproject-language-server');
  const server = process.env.NBPROJECT_TEST_SERVER ?? join(repository, 'server/bin/nbproject-language-server.cjs');
  const pidFile = join(home, 'server.pid');
  mkdirSync(join(home, 'bin'));
  writeFileSync(program, `#!/bin/sh\necho $$ > '${pidFile}'\nexec '${process.execPath}' '${server}' "$@"\n`);
  chmodSync(program, 0o755);
  return pidFile;
}

function isolatedEnvironment(home: string): NodeJS.ProcessEnv {
  return {
    PATH: `${join(home, 'bin')}:${process.env.PATH}`,
    HOME: home,
    LANG: 'C.UTF-8',
    TMPDIR: tmpdir(),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_STATE_HOME: join(home, 'state'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_RUNTIME_DIR: home,
  };
}

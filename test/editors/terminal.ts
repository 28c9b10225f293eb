import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Isolation, removeHome } from './isolation.ts';
import { patience } from './waiting.ts';

/** A terminal that tmux draws. */
export interface Terminal {
  /** Presses keys in tmux's notation: `C-x`, `M-x`, `Enter`. */
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** What is drawn, as one string of rows. */
  screen(): Promise<string>;
  /** The same, with its colours as escape sequences and all blanks. */
  drawing(): Promise<string>;
  /** Ends what runs in it, and removes the editor's home. */
  quit(): Promise<void>;
}

/** In characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

const usualSize: TerminalSize = { columns: 110, rows: 36 };

/** Runs an editor in a terminal of its own. */
export async function startTerminal(
  isolation: Isolation,
  command: readonly string[],
  { columns, rows } = usualSize,
): Promise<Terminal> {
  const { home, workspace } = isolation;
  // Not of this machine's tmux, whose settings may be anything.
  const tmux = (...args: string[]) => run('tmux', ['-S', join(home, 'tmux'), '-f', '/dev/null', ...args], isolation);
  const size = ['-x', String(columns), '-y', String(rows)];
  await tmux('new-session', '-d', ...size, '-c', workspace, '--', ...command);
  return {
    async press(...keys) {
      await tmux('send-keys', ...keys);
    },
    async type(text) {
      await tmux('send-keys', '-l', text);
    },
    screen: async () => (await tmux('capture-pane', '-p')).trimEnd(),
    drawing: async () => (await tmux('capture-pane', '-p', '-e', '-N')).trimEnd(),
    async quit() {
      // Told to end, an editor would save this and that, into a folder that is on its way out.
      process.kill(Number(await tmux('display-message', '-p', '#{pane_pid}')), 'SIGKILL');
      await removeHome(isolation);
    },
  };
}

/** What a program prints that runs as the editor does. */
async function run(program: string, args: readonly string[], { home, environment }: Isolation): Promise<string> {
  const options = { cwd: home, env: environment, timeout: patience, maxBuffer: 64 * 1024 * 1024 };
  return (await promisify(execFile)(program, args, options)).stdout;
}

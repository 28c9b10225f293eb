import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Isolation, isolate, repository } from '../isolation.ts';
import { patience } from '../waiting.ts';

/** An Emacs in a terminal that tmux draws, with our package's autoloads, our server on its PATH, and a home of its own. */
export interface EmacsProcess extends Isolation {
  /** The socket of the server in Emacs, there once it is started up. */
  readonly socket: string;
  /** Evaluates a form in the buffer that the user works in. The result goes through JSON. */
  evaluate<Result>(form: string): Promise<Result>;
  /** Presses keys in tmux's notation: `C-x`, `M-x`, `Enter`. */
  press(...keys: string[]): Promise<void>;
  type(text: string): Promise<void>;
  /** What is drawn, as one string of rows. */
  screen(): Promise<string>;
  /** Ends Emacs without saving, and removes its home. */
  quit(): Promise<void>;
}

export interface EmacsOptions {
  /** Forms that are evaluated after the package is installed, as in an init file. */
  readonly init?: readonly string[];
}

export type Client = 'eglot' | 'lsp-mode';

export async function startEmacsProcess(
  program: string,
  client: Client,
  { init = [] }: EmacsOptions,
): Promise<EmacsProcess> {
  const isolation = isolate('emacs');
  const { home, workspace, environment } = isolation;
  const socket = join(home, 'socket/server');
  const terminal = ['-S', join(home, 'tmux'), '-f', '/dev/null'];
  const tmux = (...args: string[]) => run('tmux', [...terminal, ...args], environment, home);
  const emacs: EmacsProcess = {
    ...isolation,
    socket,
    async evaluate<Result>(form: string) {
      const asked = `(with-current-buffer (nbproject-test-buffer) (nbproject-test-answer ${form}))`;
      const client = join(dirname(program), 'emacsclient');
      const printed = await run(client, ['-s', socket, '--eval', asked], environment, home);
      return JSON.parse(Buffer.from(printed.trim().slice(1, -1), 'base64').toString()) as Result;
    },
    async press(...keys) {
      await tmux('send-keys', ...keys);
    },
    async type(text) {
      await tmux('send-keys', '-l', text);
    },
    screen: async () => (await tmux('capture-pane', '-p')).trimEnd(),
    async quit() {
      await tmux('kill-server').catch(() => undefined);
      rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };

  const forms = init.flatMap((form) => ['--eval', form]);
  const started = [program, '-nw', '-Q', '-l', join(import.meta.dirname, 'init.el'), ...forms];
  const variables = {
    ...environment,
    NBPROJECT_TEST_CLIENT: client,
    NBPROJECT_TEST_PACKAGE: join(repository, 'clients/emacs/nbproject.el'),
    // Emacs has a terminal of 8 colours otherwise, and draws the same text.
    TERM: 'xterm-256color',
  };
  await run(
    'tmux',
    [...terminal, 'new-session', '-d', '-x', '110', '-y', '36', '-c', workspace, '--', ...started],
    variables,
    home,
  );
  return emacs;
}

async function run(
  program: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  folder: string,
): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: folder,
    env: environment,
    timeout: patience,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

import { join } from 'node:path';
import { type Isolation, isolate, repository } from '../isolation.ts';
import { startTerminal, type Terminal, type TerminalSize } from '../terminal.ts';
import { evaluateAt } from './serverSocket.ts';

/** An Emacs in a terminal, with our package's autoloads, our server on its PATH, and a home of its own. */
export interface EmacsProcess extends Isolation, Terminal {
  /** The socket of the server in Emacs, there once it is started up. */
  readonly socket: string;
  /** Evaluates a form in the buffer that the user works in. The result goes through JSON. */
  evaluate<Result>(form: string): Promise<Result>;
}

export interface EmacsOptions {
  /** Forms that are evaluated after the package is installed, as in an init file. */
  readonly init?: readonly string[];
  /** Of its terminal, in characters. */
  readonly size?: TerminalSize;
}

export type Client = 'eglot' | 'lsp-mode';

export async function startEmacsProcess(
  program: string,
  client: Client,
  { init = [], size }: EmacsOptions,
): Promise<EmacsProcess> {
  const alone = isolate('emacs');
  const isolation = {
    ...alone,
    environment: {
      ...alone.environment,
      // Pictures that it writes for a browser go with the rest.
      TMPDIR: alone.home,
      NBPROJECT_TEST_CLIENT: client,
      NBPROJECT_TEST_PACKAGE: join(repository, 'clients/emacs'),
    },
  };
  const forms = init.flatMap((form) => ['--eval', form]);
  const command = [program, '-nw', '-Q', '-l', join(import.meta.dirname, 'init.el'), ...forms];
  const terminal = await startTerminal(isolation, command, size);
  const socket = join(isolation.home, 'socket/server');
  return {
    ...isolation,
    ...terminal,
    socket,
    async evaluate<Result>(form: string) {
      const asked = `(with-current-buffer (nbproject-test-buffer) (nbproject-test-answer ${form}))`;
      const printed = await evaluateAt(socket, asked);
      return JSON.parse(Buffer.from(printed.trim().slice(1, -1), 'base64').toString()) as Result;
    },
  };
}

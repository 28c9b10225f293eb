import { execFileSync } from 'node:child_process';
import { afterEach, describe, test } from 'vitest';
import { provision } from '../provision.ts';
import { patience } from '../waiting.ts';
import { type Emacs, startEmacs } from './emacs.ts';
import type { Client, EmacsOptions } from './process.ts';

/** Defines the same tests for Emacs with Eglot and with lsp-mode. What a test starts is ended after it. */
export async function eachClient(
  define: (start: (options?: EmacsOptions) => Promise<Emacs>, client: Client) => void,
): Promise<void> {
  const emacs = (await provision('all')).find(({ name }) => name === 'emacs');
  if (emacs === undefined) {
    test.skip('Should be driven for real (there is no Emacs here)');
    return;
  }
  const clients: Client[] = hasLspMode(emacs.program) ? ['eglot', 'lsp-mode'] : ['eglot'];
  if (clients.length === 1) test.skip('Should be driven with lsp-mode (this Emacs does not have it)');

  describe.each(clients)(`${emacs.version} with %s`, (client) => {
    const started: Emacs[] = [];

    afterEach(async () => {
      for (const one of started.splice(0)) await one.quit();
    }, 2 * patience);

    async function start(options?: EmacsOptions): Promise<Emacs> {
      const one = await startEmacs(emacs?.program ?? '', client, options);
      started.push(one);
      return one;
    }

    define(start, client);
  });
}

function hasLspMode(program: string): boolean {
  const printed = execFileSync(program, ['--batch', '-Q', '--eval', `(princ (locate-library "lsp-mode"))`]);
  return printed.toString() !== 'nil';
}

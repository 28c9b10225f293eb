import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, test } from 'vitest';
import { provision } from '../provision.ts';
import { patience } from '../waiting.ts';
import { type Emacs, startEmacs } from './emacs.ts';
import type { Client, EmacsOptions } from './process.ts';

/** Defines the same tests for Emacs with Eglot and with lsp-mode. What a test opens is closed after it, its server ended. */
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
    /** To start one takes half of a test's time: tests that want nothing of their own in it have it one after another. */
    let shared: Emacs | undefined;
    let turn = 0;

    afterEach(async ({ task }) => {
      for (const one of started.splice(0)) await one.quit();
      if (!shared) return;
      if (task.result?.state !== 'fail' && (await isCleared(shared))) return;
      await shared.quit();
      shared = undefined;
    }, 2 * patience);

    afterAll(() => shared?.quit());

    async function start(options?: EmacsOptions): Promise<Emacs> {
      if (!options) {
        shared ??= await startEmacs(emacs?.program ?? '', client);
        const workspace = join(shared.home, `workspace-${turn++}`);
        mkdirSync(workspace);
        return { ...shared, workspace };
      }
      const one = await startEmacs(emacs?.program ?? '', client, options);
      started.push(one);
      return one;
    }

    define(start, client);
  });
}

/** Has an Emacs forget all that a test did; false where it does not. */
async function isCleared(emacs: Emacs): Promise<boolean> {
  try {
    await emacs.press('C-g');
    await emacs.evaluate('(nbproject-test-clear)');
    return true;
  } catch {
    return false;
  }
}

function hasLspMode(program: string): boolean {
  const printed = execFileSync(program, ['--batch', '-Q', '--eval', `(princ (locate-library "lsp-mode"))`]);
  return printed.toString() !== 'nil';
}

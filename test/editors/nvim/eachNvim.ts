import { afterEach, describe, test } from 'vitest';
import { type Editor, provision } from '../provision.ts';
import { patience } from '../waiting.ts';
import { type Nvim, startNvim } from './nvim.ts';
import type { NvimOptions } from './process.ts';

/** Defines the same tests for each Neovim that can be had. What a test starts is ended after it. */
export async function eachNvim(
  define: (start: (options?: NvimOptions) => Promise<Nvim>, editor: Editor) => void,
): Promise<void> {
  const editors = await provision('nvim');
  if (editors.length === 0) test.skip('Should be driven for real (there is no Neovim here)');

  describe.each(editors)('$version', (editor) => {
    const started: Nvim[] = [];

    afterEach(async () => {
      for (const nvim of started.splice(0)) await nvim.quit();
    }, 2 * patience);

    async function start(options?: NvimOptions): Promise<Nvim> {
      const nvim = await startNvim(editor.program, options);
      started.push(nvim);
      return nvim;
    }

    define(start, editor);
  });
}

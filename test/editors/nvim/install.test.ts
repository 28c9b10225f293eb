import { expect, test } from 'vitest';
import { cloneWith } from '../clone.ts';
import { installBlock } from '../installBlocks.ts';
import { openNotebook, withoutTitle } from '../notebooks.ts';
import { eachNvim } from './eachNvim.ts';
import type { Nvim } from './nvim.ts';

// In a home with nothing in it but what the client's page says to put there.
await eachNvim((start, { version }) => {
  test('Should be there with a clone and no plugin manager', async () => {
    const clone = cloneWith('clients/nvim');
    await works(await start({ configuration: installBlock('nvim', 'no plugin manager', clone) }));
  });

  test.skipIf(version.includes(' v0.10'))('Should be installed by vim.pack, which 0.10 has not', async () => {
    const clone = cloneWith('clients/nvim');
    const nvim = await start({ configuration: installBlock('nvim', 'vim.pack', clone) });
    // It asks whether the plugin is to be installed.
    await nvim.drawn(/\[Y\]es/);
    await nvim.press('y');
    // While it installs, it answers: a notebook would be open before the plugin is there.
    await nvim.eventually('the end of the start', () => nvim.lua('return vim.v.vim_did_enter == 1'));
    await works(nvim);
    expect(await nvim.lua(`return vim.pack.get()[1].path .. '/clients/nvim'`)).toBe(
      await nvim.lua(`return vim.fn.fnamemodify(vim.api.nvim_get_runtime_file('lsp/nbproject.lua', false)[1], ':h:h')`),
    );
  });

  test('Should be loaded by what lazy.nvim is told of it', async () => {
    const clone = cloneWith('clients/nvim');
    // lazy.nvim calls `config` of a plugin that is to load at the start, once it lies in `dir`.
    const spec = installBlock('nvim', 'lazy.nvim', clone);
    const nvim = await start({ configuration: `local spec = ${spec}\nspec.config({ dir = '${clone}' })` });
    expect(await nvim.lua(`local spec = ${spec} return { spec.url, spec.lazy }`)).toEqual([clone, false]);
    await works(nvim);
  });
});

async function works(nvim: Nvim): Promise<void> {
  await openNotebook(nvim, withoutTitle);
  await nvim.diagnosticsWith('missing-title');
  await nvim.command('helptags ALL');
  await nvim.command('help nbproject');
  expect(await nvim.lua(`return vim.fn.expand('%:t')`)).toBe('nbproject.txt');
}

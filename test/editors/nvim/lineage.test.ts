import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openNotebook, withRecord, withTitle } from '../notebooks.ts';
import { eachNvim } from './eachNvim.ts';
import type { Nvim } from './nvim.ts';

const child = withRecord.replace(
  '"id": "Rx2s9cPTMQLY"',
  '"id": "Ch1ldCh1ldCh",\n   "parent": ["Rx2s9cPTMQLY", "Awayawayaway"]',
);

/** Opens a notebook that builds on one beside it and on one that is nowhere, in a repository. */
async function openChild(nvim: Nvim): Promise<void> {
  mkdirSync(join(nvim.workspace, '.git'));
  writeFileSync(join(nvim.workspace, 'parent.ipynb'), withRecord);
  await openNotebook(nvim, child, 'child.ipynb');
  await nvim.attached();
}

await eachNvim((start) => {
  test('Should list the lineage in the location list, from which it is opened', async () => {
    const nvim = await start();
    await openChild(nvim);

    await nvim.command('Nbproject graph');
    await nvim.drawn('parent.ipynb|1| Rx2s9cPTMQLY [draft 1]');
    const screen = await nvim.drawn('|| Awayawayaway [not in the workspace]');
    expect(screen).toContain('child.ipynb|1| Ch1ldCh1ldCh [draft 1] from Rx2s9cPTMQLY (parent), Awayawayaway (parent)');

    // The first is the notebook itself.
    await nvim.command('lnext');
    await nvim.eventually('the parent', async () => (await nvim.command('echo expand("%:t")')) === 'parent.ipynb');
  });

  test('Should draw the lineage and open the picture', async () => {
    // The server says it in words too, in more lines than the command line has: Neovim would wait for a key.
    const nvim = await start({ init: ['set cmdheight=5'] });
    await openChild(nvim);
    // As it answers where a program could be started.
    await nvim.lua(`vim.ui.open = function(address)
      vim.g.opened = address
      return { wait = function() return { code = 0 } end }
    end`);

    await nvim.command('Nbproject picture');

    const opened = await nvim.eventually('the picture', () => nvim.lua<string | null>('return vim.g.opened'));
    expect(opened).toMatch(/\.svg$/);
  });

  test('Should open the page of the rule on the cursor\u2019s line', async () => {
    const nvim = await start();
    await openNotebook(nvim, withTitle);
    await nvim.goTo('out-of-order');

    await nvim.command('Nbproject rules');

    await nvim.textWith('# out-of-order');
    expect(await nvim.lua('return vim.bo.modifiable')).toBe(false);
  });
});

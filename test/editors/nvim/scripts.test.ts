import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jupytextPython } from '../../support/jupytext/jupytext.ts';
import { openNotebook, withoutTitle, withRecord } from '../notebooks.ts';
import { eachNvim } from './eachNvim.ts';
import { choose } from './menu.ts';

const python = await jupytextPython();

/** A plugin that reads and writes x.ipynb through jupytext: one of the files beside this one, that do what the real ones do. */
function conversion(plugin: 'jupytextNvim' | 'jupytextVim', format: string, extension: string, filetype: string) {
  return [
    `let g:test_jupytext = ['${python}', '-m', 'jupytext']`,
    `let [g:test_format, g:test_script] = ['${format}', ['${extension}', '${filetype}']]`,
    `luafile ${join(import.meta.dirname, plugin)}.lua`,
  ];
}

/** A server of the script's own language. */
const otherServer = `autocmd FileType python lua vim.lsp.start({
  name = 'other', root_dir = vim.fn.getcwd(), cmd = { '${process.execPath}', '${join(import.meta.dirname, '../otherServer.mjs')}' } })`.replaceAll(
  '\n',
  '',
);

await eachNvim((start) => {
  test.skipIf(!python)(
    'Should show the findings of a notebook as jupytext.nvim does, beside another server',
    async () => {
      const nvim = await start({ init: [...conversion('jupytextNvim', 'auto:hydrogen', 'py', 'python'), otherServer] });
      mkdirSync(join(nvim.workspace, '.git'));
      const file = await openNotebook(nvim, withoutTitle);
      await nvim.eventually('the findings of both, each once', async () =>
        isSame(await nvim.lua(allDiagnostics), both),
      );

      await nvim.goTo('missing-title');
      const titles = await nvim.chooseCodeAction(/^insert.*title/i);
      expect(titles).toEqual(expect.arrayContaining([expect.stringContaining('Do what the other does')]));
      await nvim.textWith('# %% [markdown]\n# # Walk\n\n# %%\nprint("a", "walk")');
      await nvim.diagnosticsWithout('missing-title');

      // What only the notebook can hold waits until the script is saved.
      await nvim.press(':Nbproject init<CR>');
      await nvim.drawn('Save the script first');
      await choose(nvim, /Save and go on/);
      await nvim.diagnosticsWithout('uninitialized');
      const record = () => JSON.parse(readFileSync(file, 'utf8')).metadata.nbproject;
      expect(readFileSync(file, 'utf8')).toContain('# Walk');
      expect(record().id).toMatch(/^\w{12}$/);
      expect(await nvim.command('echo &modified')).toBe('0');
      await nvim.command('Nbproject header');
      await nvim.drawn(/nbproject ─.*Walk/s);
      await nvim.press(':Nbproject publish 2<CR>');
      await choose(nvim, /Publish anyway/);
      await nvim.drawn(/state +published/);
      expect(record().version).toBe('2');
      await nvim.command('Nbproject graph');
      await nvim.drawn('walk.ipynb|1| Walk [published 2]');
      await nvim.command('lclose');

      // And is still there after the next save, of which Neovim has nothing to ask.
      await nvim.command("$put ='# more'");
      await nvim.command('write');
      expect(record().version).toBe('2');
      expect(await nvim.command('messages')).not.toMatch(/W1[0-9]|E\d+/);
    },
  );

  test.skipIf(!python)('Should do so as jupytext.vim does, in Markdown', async () => {
    const nvim = await start({ init: conversion('jupytextVim', 'md', 'md', 'markdown') });
    const file = await openNotebook(nvim, withRecord);
    const [first] = (await nvim.diagnosticsWith('out-of-order')).filter(({ code }) => code === 'out-of-order');
    expect(first?.text).toMatch(/^```python/);
    await nvim.command('%substitute/steps = 2/steps = 3/');
    await nvim.diagnosticsWith('unexecuted-cell');
    await nvim.diagnosticsWithout('out-of-order');

    // It writes in the background, which is waited for.
    await nvim.press(':Nbproject publish 2<CR>');
    await nvim.drawn('Save the script first');
    await choose(nvim, /Save and go on/);
    await nvim.drawn(/Insert title cell/);
    expect(readFileSync(file, 'utf8')).toContain('steps = 3');
    await nvim.press('<Esc>');
  });

  test('Should do so in Quarto', async () => {
    const quarto = [
      '---',
      'jupyter: python3',
      '---',
      '',
      '```{python}',
      'print("a", "walk")',
      '```',
      '',
      '```{python}',
      'steps = 2',
      '```',
    ];
    const nvim = await start({
      init: [
        `autocmd BufReadCmd *.ipynb call setline(1, ${JSON.stringify(quarto).replaceAll('\\"', '\\"')}) | setlocal filetype=quarto`,
      ],
    });
    await openNotebook(nvim, withoutTitle);
    const [first] = (await nvim.diagnosticsWith('out-of-order')).filter(({ code }) => code === 'out-of-order');
    expect(first?.text).toMatch(/^```\{python\}/);
  });

  test('Should attach to a script that is paired with a notebook, and to no other', async () => {
    const nvim = await start();
    mkdirSync(join(nvim.workspace, '.git'));
    writeFileSync(join(nvim.workspace, 'walk.ipynb'), withoutTitle);
    const script = '# %%\nprint("a", "walk")\n\n# %%\nsteps = 2\n';
    writeFileSync(join(nvim.workspace, 'walk.py'), script);
    writeFileSync(join(nvim.workspace, 'alone.py'), script);

    await nvim.open(join(nvim.workspace, 'walk.py'));
    await nvim.diagnosticsWith('out-of-order');

    await nvim.open(join(nvim.workspace, 'alone.py'));
    expect(await nvim.clients()).toEqual([]);

    mkdirSync(join(nvim.workspace, 'scripts'));
    writeFileSync(join(nvim.workspace, 'jupytext.toml'), 'formats = "ipynb,scripts//py:percent"\n');
    writeFileSync(join(nvim.workspace, 'scripts/walk.py'), script);
    await nvim.open(join(nvim.workspace, 'scripts/walk.py'));
    await nvim.diagnosticsWith('out-of-order');
  });

  test('Should leave a buffer alone that is named like a notebook and holds something else', async () => {
    const nvim = await start({
      init: [`autocmd BufReadCmd other.ipynb call setline(1, ['steps = 2']) | setlocal filetype=python`],
    });
    await openNotebook(nvim, withoutTitle);
    await nvim.diagnosticsWith('missing-title');
    await nvim.open(join(nvim.workspace, 'other.ipynb'));
    await nvim.attached();
    expect(await nvim.diagnostics()).toEqual([]);
  });
});

/** What Neovim shows of all servers, in the order of the text. */
const allDiagnostics = `
  local seen = vim.tbl_map(function(one) return one.source .. ' ' .. one.code .. ' ' .. one.lnum end, vim.diagnostic.get(0))
  table.sort(seen)
  return seen`;
const both = ['nbproject missing-title 0', 'nbproject out-of-order 17', 'nbproject uninitialized 0', 'other other 0'];

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jupytextPython } from '../../support/jupytext/jupytext.ts';
import { openNotebook, withoutTitle, withRecord } from '../notebooks.ts';
import { eachNvim } from './eachNvim.ts';
import { choose } from './menu.ts';

const python = await jupytextPython();

/** What jupytext.nvim does: the buffer x.ipynb is read and written through jupytext. */
function conversion(format: string, filetype: string): string[] {
  const jupytext = `'${python}', '-m', 'jupytext'`;
  const read = `vim.fn.systemlist({${jupytext}, '--to', '${format}', '--output', '-', event.match})`;
  const write = `vim.fn.system({${jupytext}, '--from', '${format}', '--to', 'ipynb', '--update', '--output', event.match}, lines)`;
  const lua = [
    `vim.api.nvim_create_autocmd('BufReadCmd', { pattern = '*.ipynb', callback = function(event)`,
    ` vim.api.nvim_buf_set_lines(event.buf, 0, -1, false, ${read})`,
    ` vim.bo[event.buf].modified = false; vim.bo[event.buf].filetype = '${filetype}' end })`,
    `vim.api.nvim_create_autocmd('BufWriteCmd', { pattern = '*.ipynb', callback = function(event)`,
    ` local lines = vim.api.nvim_buf_get_lines(event.buf, 0, -1, false)`,
    ` ${write}; vim.bo[event.buf].modified = false end })`,
  ];
  return ['let g:loaded_python3_provider = 0', `lua ${lua.join('')}`];
}

await eachNvim((start) => {
  test.skipIf(!python)('Should show the findings of a notebook in the script that jupytext makes of it', async () => {
    const nvim = await start({ init: conversion('py:percent', 'python') });
    const file = await openNotebook(nvim, withoutTitle);
    const found = (await nvim.diagnosticsWith('out-of-order')).map(({ code, text }) => [code, text]);
    expect(found).toContainEqual(['out-of-order', '# %%']);
    expect(found.map(([code]) => code)).toContain('missing-title');

    await nvim.command('Nbproject title');
    await nvim.textWith('# %% [markdown]\n# # Walk\n\n# %%\nprint("a", "walk")');
    await nvim.diagnosticsWithout('missing-title');

    // What only the notebook can hold waits until the script is saved.
    await nvim.press(':Nbproject init<CR>');
    await nvim.drawn('Save the script first');
    await choose(nvim, /Save and go on/);
    await nvim.diagnosticsWithout('uninitialized');
    const written = readFileSync(file, 'utf8');
    expect(written).toContain('# Walk');
    expect(JSON.parse(written).metadata.nbproject.id).toMatch(/^\w{12}$/);
    expect(await nvim.command('echo &modified')).toBe('0');

    // And is still there after the next save.
    await nvim.command("$put ='# more'");
    await nvim.command('write');
    expect(JSON.parse(readFileSync(file, 'utf8')).metadata.nbproject).toEqual(JSON.parse(written).metadata.nbproject);
    expect(await nvim.command('messages')).not.toMatch(/W1[0-9]|E\d+/);
  });

  test.skipIf(!python)('Should do so in Markdown, too', async () => {
    const nvim = await start({ init: conversion('md', 'markdown') });
    await openNotebook(nvim, withRecord);
    const [first] = (await nvim.diagnosticsWith('out-of-order')).filter(({ code }) => code === 'out-of-order');
    expect(first?.text).toMatch(/^```python/);
    await nvim.command('%substitute/steps = 2/steps = 3/');
    await nvim.diagnosticsWith('unexecuted-cell');
    await nvim.diagnosticsWithout('out-of-order');
  });

  test('Should attach to a script that is paired with a notebook, and to no other', async () => {
    const nvim = await start();
    writeFileSync(join(nvim.workspace, 'walk.ipynb'), withoutTitle);
    const script = '# %%\nprint("a", "walk")\n\n# %%\nsteps = 2\n';
    writeFileSync(join(nvim.workspace, 'walk.py'), script);
    writeFileSync(join(nvim.workspace, 'alone.py'), script);

    await nvim.open(join(nvim.workspace, 'walk.py'));
    await nvim.diagnosticsWith('out-of-order');

    await nvim.open(join(nvim.workspace, 'alone.py'));
    expect(await nvim.clients()).toEqual([]);
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

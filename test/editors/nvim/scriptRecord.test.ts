import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jupytextPython } from '../../support/jupytext/jupytext.ts';
import { openNotebook, withRecord } from '../notebooks.ts';
import { eachNvim } from './eachNvim.ts';
import { choose } from './menu.ts';

const python = await jupytextPython();

/** A notebook of which jupytext lets the record through to the scripts that it makes. */
const filtered = JSON.parse(withRecord);
filtered.metadata.jupytext = { notebook_metadata_filter: 'nbproject' };

await eachNvim((start) => {
  test.skipIf(!python)('Should publish in the script of a notebook that has the record in its header', async () => {
    const nvim = await start({
      init: [
        `let g:test_jupytext = ['${python}', '-m', 'jupytext']`,
        `let [g:test_format, g:test_script] = ['py:percent', ['py', 'python']]`,
        `luafile ${join(import.meta.dirname, 'jupytextNvim')}.lua`,
      ],
    });
    const file = await openNotebook(nvim, JSON.stringify(filtered, null, 1));
    const record = () => JSON.parse(readFileSync(file, 'utf8')).metadata.nbproject;
    await nvim.textWith(`#     version: '1'`);
    await nvim.diagnosticsWith('out-of-order');

    await nvim.command('Nbproject title');
    await nvim.textWith('# # Walk');
    await nvim.command('write');
    await nvim.press(':Nbproject publish 2<CR>');
    await choose(nvim, /Publish anyway/);
    await nvim.textWith(`#     version: '2'`);
    await nvim.eventually('the version in the file', () => record().version === '2');

    // What the script says is written over the file, and read from it again.
    const published = record();
    await nvim.command('write');
    expect(record()).toEqual(published);
    await nvim.command('edit!');
    await nvim.textWith(`#     version: '2'`);
    expect(await nvim.command('messages')).not.toMatch(/W1[0-9]|E\d+/);
  });
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { insertion, openNotebook, withoutTitle, withTitle } from '../notebooks.ts';
import { eachNvim } from './eachNvim.ts';
import { choose } from './menu.ts';

/** Run in order, so that nothing stands in the way. */
const tidy = withTitle.replace('"execution_count": 4', '"execution_count": 1').replace(': 3', ': 2');

await eachNvim((start) => {
  test('Should publish by :Nbproject publish under the version that is chosen, and be undone by one u', async () => {
    const nvim = await start();
    const path = await openNotebook(nvim, tidy);
    await nvim.attached();

    await nvim.press(':Nbproject publish<CR>');
    await choose(nvim, /^\d+: 1\.1\.0 \(minor\)/);
    await nvim.textWith('"source_sha256"');
    await nvim.command('write');

    const written = readFileSync(path, 'utf8');
    expect(JSON.parse(written).metadata.nbproject).toMatchObject({ version: '1.1.0', pypackage: {} });
    expect(insertion(tidy, written)).toContain('"nbproject": {');
    await nvim.press('u');
    await nvim.textIs(tidy);
  });

  test('Should publish under another version that is written, and refuse one that is lower', async () => {
    const nvim = await start();
    await openNotebook(nvim, tidy);
    await nvim.attached();

    await nvim.press(':Nbproject publish<CR>');
    await choose(nvim, /Other…/);
    await nvim.drawn('as which version? 1');
    await nvim.press('<C-u>2.5<CR>');
    await nvim.textWith('"version": "2.5"');

    await nvim.press(':Nbproject publish<CR>');
    await choose(nvim, /Other…/);
    await nvim.drawn('as which version? 2.5');
    await nvim.press('<C-u>2.0<CR>');
    await nvim.drawn('is lower than the present one');
    expect(await nvim.text()).toContain('"version": "2.5"');
  });

  test('Should ask nothing where a version or a step is given', async () => {
    const nvim = await start();
    await openNotebook(nvim, tidy);
    await nvim.attached();

    await nvim.command('Nbproject publish 2.0');
    await nvim.textWith('"version": "2.0"');
    await nvim.command('Nbproject publish patch');
    await nvim.textWith('"version": "2.0.1"');
  });

  test('Should publish nothing where the question is closed, and go on', async () => {
    const nvim = await start();
    await openNotebook(nvim, tidy);
    await nvim.attached();

    await nvim.press(':Nbproject publish<CR>');
    await nvim.drawn(/^1: .*^Type number and/ms);
    await nvim.press('<Esc>');
    // Draws over the menu: a message below it would wait for a key.
    await nvim.command('mode');
    await nvim.command('Nbproject publish 3');

    await nvim.textWith('"version": "3"');
  });

  test('Should ask before it publishes what was not run in order', async () => {
    const nvim = await start();
    await openNotebook(nvim, withTitle);
    await nvim.attached();

    await nvim.press(':Nbproject publish 2<CR>');
    await choose(nvim, /Publish anyway/);

    await nvim.textWith('"version": "2"');
  });

  test('Should refuse without a title, and insert one where that is chosen', async () => {
    const nvim = await start();
    await openNotebook(nvim, withoutTitle);
    await nvim.attached();

    await nvim.press(':Nbproject publish<CR>');
    await choose(nvim, /Insert title cell/);

    await nvim.textWith('"# ');
    expect(await nvim.text()).not.toContain('nbproject": {');
  });

  test('Should write down packages alone by :Nbproject record-packages', async () => {
    const nvim = await start();
    const importing = withoutTitle.replace('steps = 2', 'import no_such_module_here');
    await openNotebook(nvim, importing);
    await nvim.attached();

    await nvim.command('Nbproject record-packages');
    await nvim.textWith('"no_such_module_here": ""');

    expect(await nvim.text()).not.toContain('time_published');
    await nvim.press('u');
    await nvim.textIs(importing);
  });
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { insertion, openNotebook, withoutTitle, withTitle } from '../notebooks.ts';
import { eachNvim } from './eachNvim.ts';

await eachNvim((start) => {
  test('Should insert a title by :Nbproject title', async () => {
    const nvim = await start();
    const path = await openNotebook(nvim, withoutTitle);
    await nvim.diagnosticsWith('missing-title');

    await nvim.command('Nbproject title');
    await nvim.textWith('# ');
    await nvim.command('write');

    expect(insertion(withoutTitle, readFileSync(path, 'utf8'))).toContain('"# ');
  });

  test('Should apply what is safe to fix by :Nbproject fix, and take it back with one undo', async () => {
    const nvim = await start();
    const withoutIds = withoutTitle.replaceAll(/^ +"id": .*\n/gm, '');
    await openNotebook(nvim, withoutIds);
    await nvim.diagnosticsWith('missing-cell-id');

    await nvim.command('Nbproject fix');
    await nvim.diagnosticsWithout('missing-cell-id');
    expect((await nvim.text()).match(/"id": /g)).toHaveLength(2);
    await nvim.press('u');

    await nvim.textIs(withoutIds);
  });

  test('Should clear outputs and nothing else by :Nbproject clear', async () => {
    const nvim = await start();
    await openNotebook(nvim, withoutTitle);
    await nvim.diagnosticsWith('missing-title');

    await nvim.command('Nbproject clear');
    await nvim.eventually('the output to go', async () => !(await nvim.text()).includes('a walk'));

    const cells = JSON.parse(await nvim.text()).cells;
    expect(cells.map((cell: { outputs: unknown }) => cell.outputs)).toEqual([[], []]);
    expect(cells.map((cell: { source: unknown }) => cell.source)).toEqual([['print("a", "walk")'], ['steps = 2']]);
  });

  test('Should give the notebook a record by :Nbproject init', async () => {
    const nvim = await start();
    await openNotebook(nvim, withoutTitle);
    await nvim.diagnosticsWith('missing-title');

    await nvim.command('Nbproject init');
    await nvim.textWith('"nbproject": {');

    expect(JSON.parse(await nvim.text()).metadata.nbproject.id).toMatch(/^[0-9A-Za-z]{12}$/);
  });

  test('Should show the header in a float that follows an edit', async () => {
    const nvim = await start();
    await openNotebook(nvim, withTitle);
    await nvim.attached();

    await nvim.command('Nbproject header');
    await nvim.drawn(/nbproject ─.*A quiet walk/s);
    await nvim.command('%substitute/A quiet walk/A loud walk/');
    await nvim.drawn(/nbproject ─.*│[^│\n]*A loud walk/s);

    await nvim.command('Nbproject header');
    await nvim.eventually('the float to close', () => !nvim.screen().includes('nbproject ─'));
  });

  test('Should close the header with what it belongs to, and by q', async () => {
    const nvim = await start();
    await openNotebook(nvim, withTitle);
    await nvim.attached();
    const closings = ['enew | buffer #', 'wincmd w | normal q', 'wincmd w | quit', 'split | wincmd p | quit'];
    for (const closing of closings) {
      await nvim.command('Nbproject header');
      await nvim.drawn(/nbproject ─.*A quiet walk/s);
      await nvim.command(closing);
      await nvim.eventually(`the float to close by ${closing}`, () => !nvim.screen().includes('nbproject ─'));
    }
    expect(await nvim.command('messages')).toBe('');
  });

  test('Should keep the header in its corner when the window changes its size', async () => {
    const nvim = await start();
    await openNotebook(nvim, withTitle);
    await nvim.attached();
    await nvim.command('Nbproject header');
    await nvim.drawn(/─╮$/m);

    await nvim.command('rightbelow vsplit | wincmd p | vertical resize 60');

    await nvim.drawn(/^.{58}─╮.{0,3}/m);
  });

  test('Should tell state, version and problems to a status line', async () => {
    const nvim = await start({
      init: [`set laststatus=2 statusline=[%{v:lua.require'nbproject'.statusline()}]`],
    });
    await openNotebook(nvim, withoutTitle);

    await nvim.drawn(/\[uninitialized .*W\d.*\]/);
  });

  test('Should say so when there is nothing to ask, and when it is asked for nothing it knows', async () => {
    const nvim = await start();

    expect(await nvim.command('Nbproject header')).toBe(
      'nbproject: no server is attached to this buffer; see :checkhealth nbproject',
    );
    expect(await nvim.command('Nbproject hedaer')).toBe(
      'nbproject: no such command: hedaer; there are clear, fix, graph, header, init, parents, picture, publish, record-packages, restart, rules, title',
    );
  });

  test('Should complete the subcommands', async () => {
    const nvim = await start();
    const complete = (line: string) => nvim.lua<string[]>(`return vim.fn.getcompletion(..., 'cmdline')`, line);

    expect(await complete('Nbproject ')).toEqual([
      'clear',
      'fix',
      'graph',
      'header',
      'init',
      'parents',
      'picture',
      'publish',
      'record-packages',
      'restart',
      'rules',
      'title',
    ]);
    expect(await complete('Nbproject he')).toEqual(['header']);
    expect(await complete('Nbproject header ')).toEqual([]);
    expect(await complete('Nbproject publish ')).toEqual(['major', 'minor', 'next', 'patch']);
    expect(await complete('Nbproject publish mi')).toEqual(['minor']);
    expect(await complete('Nbproject publish minor ')).toEqual([]);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeNotebook } from '../../support/notation.ts';
import { eachNvim } from './eachNvim.ts';
import type { Nvim } from './nvim.ts';

const counts = writeNotebook(`
--- markdown
# Count cells
--- code [1]
table.to_csv("counts.csv")
--- metadata
{"nbproject": {"id": "c0untsc0unts", "version": "1", "time_init": "2024-05-30T09:30:00+00:00"}}
`).text;

const figures = writeNotebook(`
--- markdown
# Figures
--- code [1]
open("counts.csv")
--- metadata
{"nbproject": {"id": "f1guresf1gur", "version": "1", "time_init": "2024-05-31T09:30:00+00:00", "parent": "c0untsc0unts"}}
`).text;

/** Opens one of two notebooks in a folder that is a project. */
async function openIn(nvim: Nvim, name: string, figuresText = figures): Promise<void> {
  writeFileSync(join(nvim.workspace, 'nbproject.toml'), '');
  writeFileSync(join(nvim.workspace, 'counts.ipynb'), counts);
  writeFileSync(join(nvim.workspace, 'figures.ipynb'), figuresText);
  await nvim.open(join(nvim.workspace, name));
  await nvim.attached();
}

async function isIn(nvim: Nvim, name: string, line: string): Promise<void> {
  await nvim.eventually(`the cursor in ${name} on ${line}`, async () => {
    const [file, text] = await nvim.lua<[string, string]>(
      `return { vim.fn.expand('%:t'), vim.api.nvim_get_current_line() }`,
    );
    return file === name && text.includes(line);
  });
}

await eachNvim((start) => {
  test('Should go from the id of a parent to its title, and from a path to the notebook that writes it', async () => {
    const nvim = await start();
    await openIn(nvim, 'figures.ipynb');

    await nvim.command('call search("c0untsc0unts")');
    await nvim.press('<Cmd>lua vim.lsp.buf.definition()<CR>');
    await isIn(nvim, 'counts.ipynb', '# Count cells');

    await nvim.command('edit figures.ipynb');
    await nvim.command('call search("counts.csv")');
    await nvim.press('<Cmd>lua vim.lsp.buf.definition()<CR>');
    await isIn(nvim, 'counts.ipynb', 'to_csv');
  });

  test('Should find the children of a notebook', async () => {
    const nvim = await start();
    await openIn(nvim, 'counts.ipynb');

    await nvim.command('call search("c0untsc0unts")');
    await nvim.press('<Cmd>lua vim.lsp.buf.references({ includeDeclaration = false })<CR>');

    await nvim.drawn(/figures\.ipynb\|\d+ col/);
  });

  test('Should ask for a parent by :Nbproject parents, and write it down', async () => {
    const nvim = await start();
    await openIn(nvim, 'figures.ipynb', figures.replace('"c0untsc0unts"', 'null'));

    await nvim.press('<Cmd>Nbproject parents<CR>');
    await nvim.drawn('Count cells (version 1');
    await nvim.press('1<CR>');

    await nvim.textWith('"parent": "c0untsc0unts"');
    expect(JSON.parse(await nvim.text()).metadata.nbproject.id).toBe('f1guresf1gur');
  });
});

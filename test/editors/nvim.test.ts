import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { type Nvim, startNvim } from './nvim.ts';
import { type NvimOptions, patience } from './nvimProcess.ts';
import { provision } from './provision.ts';

const corpus = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
const realNotebook = join(corpus, 'stefsmeets__nbcheckorder/dirty_order.ipynb');
const corpusIsHere = existsSync(realNotebook);
if (!corpusIsHere) process.stdout.write('the corpus of real notebooks is not here: its tests are skipped\n');

const editors = await provision('nvim');
if (editors.length === 0) test.skip('Should be driven for real (there is no Neovim here)');

describe.each(editors)('$version', ({ program }) => {
  let nvim: Nvim | undefined;

  async function start(options?: NvimOptions): Promise<Nvim> {
    nvim = await startNvim(program, options);
    return nvim;
  }

  afterEach(async () => {
    await nvim?.quit();
    nvim = undefined;
  }, 2 * patience);

  describe.runIf(corpusIsHere)('A real notebook', () => {
    test('Should get its title from a code action, with every other byte on disk as it was', async () => {
      const nvim = await start();
      const before = readFileSync(realNotebook, 'utf8');
      const path = writeNotebook(nvim, basename(realNotebook), before);

      await nvim.open(path);
      await nvim.goTo('missing-title');
      await nvim.chooseCodeAction(/^insert.*title/i);
      await nvim.eventually('the title to be there', async () => (await nvim.text()).includes('# '));
      await nvim.eventually('the finding to go', async () => !(await codes(nvim)).includes('missing-title'));
      await nvim.command('write');

      const after = readFileSync(path, 'utf8');
      const inserted = insertion(before, after);
      expect(after.length).toBe(before.length + inserted.length);
      const cells = JSON.parse(after).cells;
      expect(cells[0]).toMatchObject({ cell_type: 'markdown', metadata: {} });
      expect(cells[0].source.join('')).toMatch(/^# \S/);
      expect(cells.slice(1)).toEqual(JSON.parse(before).cells);
    });

    test('Should show findings on the saved counts at the counts', async () => {
      const nvim = await start();

      await nvim.open(writeNotebook(nvim, basename(realNotebook), readFileSync(realNotebook, 'utf8')));
      const outOfOrder = (await nvim.diagnosticsWith('out-of-order')).filter(({ code }) => code === 'out-of-order');

      expect(outOfOrder.map(({ text }) => text)).toEqual(['16', '14', '7']);
    });
  });

  test('Should take an inserted title back with one undo', async () => {
    const nvim = await start();
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withoutTitle));
    await nvim.goTo('missing-title');
    await nvim.chooseCodeAction(/^insert.*title/i);
    await nvim.eventually('the title to be there', async () => (await nvim.text()).includes('# '));

    await nvim.press('u');

    await nvim.eventually('the text as it was', async () => `${await nvim.text()}\n` === withoutTitle);
    await nvim.diagnosticsWith('missing-title');
  });

  test('Should insert a title by :Nbproject title', async () => {
    const nvim = await start();
    const path = writeNotebook(nvim, 'walk.ipynb', withoutTitle);
    await nvim.open(path);
    await nvim.diagnosticsWith('missing-title');

    await nvim.command('Nbproject title');
    await nvim.eventually('the title to be there', async () => (await nvim.text()).includes('# '));
    await nvim.command('write');

    expect(insertion(withoutTitle, readFileSync(path, 'utf8'))).toContain('"# ');
  });

  test('Should keep a byte-order mark and the line ends that the file has', async () => {
    const nvim = await start();
    const before = `\ufeff${withoutTitle.replaceAll('\n', '\r\n')}`;
    const path = writeNotebook(nvim, 'walk.ipynb', before);
    await nvim.open(path);
    await nvim.diagnosticsWith('missing-title');

    await nvim.command('Nbproject title');
    await nvim.eventually('the title to be there', async () => (await nvim.text()).includes('# '));
    await nvim.command('write');

    const inserted = insertion(before, readFileSync(path, 'utf8'));
    expect(inserted).toContain('"# ');
    expect(inserted).not.toMatch(/[^\r]\n/);
  });

  test('Should apply what is safe to fix by :Nbproject fix, and take it back with one undo', async () => {
    const nvim = await start();
    const withoutIds = withoutTitle.replaceAll(/^ +"id": .*\n/gm, '');
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withoutIds));
    await nvim.diagnosticsWith('missing-cell-id');

    await nvim.command('Nbproject fix');
    await nvim.eventually('the findings to go', async () => !(await codes(nvim)).includes('missing-cell-id'));
    expect((await nvim.text()).match(/"id": /g)).toHaveLength(2);
    await nvim.press('u');

    await nvim.eventually('the text as it was', async () => `${await nvim.text()}\n` === withoutIds);
  });

  test('Should say so when there is nothing to ask, and when it is asked for nothing it knows', async () => {
    const nvim = await start();

    expect(await nvim.command('Nbproject header')).toBe(
      'nbproject: no server is attached to this buffer; see :checkhealth nbproject',
    );
    expect(await nvim.command('Nbproject hedaer')).toBe(
      'nbproject: no such command: hedaer; there are clear, fix, header, init, restart, title',
    );
  });

  test('Should clear outputs and nothing else by :Nbproject clear', async () => {
    const nvim = await start();
    const path = writeNotebook(nvim, 'walk.ipynb', withoutTitle);
    await nvim.open(path);
    await nvim.diagnosticsWith('missing-title');

    await nvim.command('Nbproject clear');
    await nvim.eventually('the output to go', async () => !(await nvim.text()).includes('a walk'));

    const cells = JSON.parse(await nvim.text()).cells;
    expect(cells.map((cell: { outputs: unknown }) => cell.outputs)).toEqual([[], []]);
    expect(cells.map((cell: { source: unknown }) => cell.source)).toEqual([['print("a", "walk")'], ['steps = 2']]);
  });

  test('Should give the notebook a record by :Nbproject init', async () => {
    const nvim = await start();
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withoutTitle));
    await nvim.diagnosticsWith('missing-title');

    await nvim.command('Nbproject init');
    await nvim.eventually('the record to be there', async () => (await nvim.text()).includes('"nbproject": {'));

    expect(JSON.parse(await nvim.text()).metadata.nbproject.id).toMatch(/^[0-9A-Za-z]{12}$/);
  });

  test('Should show the header in a float that follows an edit', async () => {
    const nvim = await start();
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withTitle));
    await nvim.eventually('the server to be there', async () => (await nvim.clients()).includes('nbproject'));

    await nvim.command('Nbproject header');
    await nvim.drawn(/nbproject ─.*A quiet walk/s);
    await nvim.command('%substitute/A quiet walk/A loud walk/');
    await nvim.drawn(/nbproject ─.*│[^│\n]*A loud walk/s);

    await nvim.command('Nbproject header');
    await nvim.eventually('the float to close', () => !nvim.screen().includes('nbproject ─'));
  });

  test('Should close the header with what it belongs to, and by q', async () => {
    const nvim = await start();
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withTitle));
    await nvim.eventually('the server to be there', async () => (await nvim.clients()).includes('nbproject'));
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
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withTitle));
    await nvim.eventually('the server to be there', async () => (await nvim.clients()).includes('nbproject'));
    await nvim.command('Nbproject header');
    await nvim.drawn(/─╮$/m);

    await nvim.command('rightbelow vsplit | wincmd p | vertical resize 60');

    await nvim.drawn(/^.{58}─╮.{0,3}/m);
  });

  test('Should tell state, version and problems to a status line', async () => {
    const nvim = await start({
      init: [`set laststatus=2 statusline=[%{v:lua.require'nbproject'.statusline()}]`],
    });
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withoutTitle));

    await nvim.drawn(/\[uninitialized .*W\d.*\]/);
  });

  test('Should draw a code lens when asked for, and show the header from it', async () => {
    const nvim = await start({ init: ['let g:nbproject = #{codelens: v:true}', hideMessages] });
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withRecord));
    await nvim.drawn(/draft · 1 · Rx2s .*2 warnings/);
    await nvim.command('Nbproject title');
    await nvim.drawn(/draft · 1 · Rx2s .*1 warning\b/);

    await nvim.press('gg<Cmd>lua vim.lsp.codelens.run()<CR>');

    await nvim.drawn(/nbproject ─.*Rx2s9cPTMQLY/s);
  });

  test('Should show the header under the cursor on the record', async () => {
    const nvim = await start();
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withRecord));
    await nvim.diagnosticsWith('missing-title');

    await nvim.press('/"nbproject"<CR><Cmd>lua vim.lsp.buf.hover()<CR>');

    await nvim.drawn(/id: Rx2s9cPTMQLY/);
  });

  test('Should list the cells and the record as symbols', async () => {
    const nvim = await start();
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withRecord));
    await nvim.diagnosticsWith('missing-title');

    await nvim.press('<Cmd>lua vim.lsp.buf.document_symbol()<CR>');

    await nvim.drawn(/walk\.ipynb\|3 .*print\("a", "walk"\).*walk\.ipynb\|21 .*steps = 2/s);
  });

  test('Should fold as the server says when asked to', async ({ skip }) => {
    const nvim = await start({ init: ['let g:nbproject = #{folds: v:true}', 'set foldlevelstart=99'] });
    if (!(await nvim.lua('return vim.lsp.foldexpr ~= nil'))) skip('Neovim has this since 0.11');
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withoutTitle));
    await nvim.diagnosticsWith('missing-title');

    await nvim.press('/"outputs"<CR>');
    await nvim.eventually('the outputs to fold', () => nvim.lua(closeFold));

    await nvim.drawn(/\+-+ +\d+ lines: "outputs": \[/);
  });

  test('Should find the same after the server was killed and restarted', async () => {
    const nvim = await start();
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withoutTitle));
    const before = await nvim.diagnosticsWith('missing-title');
    const killed = nvim.serverPid();

    process.kill(killed, 'SIGKILL');
    await nvim.drawn(/quit with exit code .* and signal 9/);
    await nvim.press('<CR>');
    await nvim.eventually('the client to go', async () => (await nvim.clients()).length === 0);
    expect(await nvim.diagnostics()).toEqual([]);
    await nvim.command('Nbproject restart');

    expect(await nvim.diagnosticsWith('missing-title')).toEqual(before);
    expect(nvim.serverPid()).not.toBe(killed);
  });

  test('Should replace a running server by :Nbproject restart', async () => {
    const nvim = await start();
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withoutTitle));
    await nvim.diagnosticsWith('missing-title');
    const first = nvim.serverPid();

    await nvim.command('Nbproject restart');

    await nvim.eventually('another server', () => nvim.serverPid() !== first);
    await nvim.diagnosticsWith('missing-title');
    expect(await nvim.clients()).toEqual(['nbproject']);
  });

  test('Should leave a buffer alone that holds the notebook as a script', async () => {
    const nvim = await start({
      // What jupytext.nvim does, with the conversion left out.
      init: [
        `let g:loaded_python3_provider = 0`,
        `autocmd BufReadCmd converted.ipynb call setline(1, ['# %%', 'steps = 2']) | setlocal filetype=python`,
        `autocmd BufReadCmd kept-json.ipynb call setline(1, ['# %%', 'steps = 2']) | setlocal filetype=json`,
      ],
    });
    await nvim.open(writeNotebook(nvim, 'converted.ipynb', withoutTitle));
    await nvim.open(writeNotebook(nvim, 'kept-json.ipynb', withoutTitle));
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withoutTitle));
    await nvim.diagnosticsWith('missing-title');
    expect(await nvim.clients()).toEqual(['nbproject']);

    for (const converted of ['converted.ipynb', 'kept-json.ipynb']) {
      await nvim.open(join(nvim.workspace, converted));
      expect(await nvim.text()).toBe('# %%\nsteps = 2');
      expect(await nvim.clients()).toEqual([]);
      expect(await nvim.diagnostics()).toEqual([]);
    }
  });

  test('Should insert a title into a notebook that is one line', async () => {
    const nvim = await start();
    const minified = JSON.stringify(JSON.parse(withoutTitle));
    const path = writeNotebook(nvim, 'walk.ipynb', `${minified}\n`);
    await nvim.open(path);

    const seen = await nvim.diagnosticsWith('out-of-order');
    expect(seen.find(({ code }) => code === 'out-of-order')?.text).toBe('3');
    await nvim.goTo('missing-title');
    await nvim.chooseCodeAction(/^insert.*title/i);
    await nvim.eventually('the title to be there', async () => (await nvim.text()).includes('# '));
    await nvim.command('write');

    const inserted = insertion(`${minified}\n`, readFileSync(path, 'utf8'));
    expect(inserted).not.toContain('\n');
  });

  test('Should pass the settings of vim.g.nbproject on to the server', async () => {
    const nvim = await start({ init: [`let g:nbproject = #{settings: #{ignore: ['missing-title']}}`] });
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withoutTitle));

    await nvim.diagnosticsWith('out-of-order');
    await nvim.eventually('the title not to be missed', async () => !(await codes(nvim)).includes('missing-title'));
  });

  test('Should start nothing when vim.g.nbproject says so, and tell in its health what is wrong there', async () => {
    const off = await start({ init: ['let g:nbproject = #{enable: v:false}'] });
    await off.open(writeNotebook(off, 'walk.ipynb', withoutTitle));
    expect(await off.clients()).toEqual([]);
    expect(await off.command('checkhealth nbproject | %print')).toContain('vim.g.nbproject.enable is false');
    await off.quit();

    const missing = await start({ init: [`let g:nbproject = #{cmd: ['no-such-server'], speed: 3}`] });
    await missing.command('checkhealth nbproject');
    const report = await missing.text();
    expect(report).toContain('no-such-server is not on PATH');
    expect(report).toContain('vim.g.nbproject.speed is not known');
  });

  test('Should report its health', async () => {
    const nvim = await start();
    await nvim.open(writeNotebook(nvim, 'walk.ipynb', withoutTitle));
    await nvim.diagnosticsWith('missing-title');

    await nvim.command('checkhealth nbproject');

    const report = await nvim.text();
    expect(report).not.toMatch(/ERROR|WARNING/);
    expect(report).toMatch(/nbproject-language-server is .*bin\/nbproject-language-server/);
    expect(report).toMatch(/running: /);
    expect(report).toMatch(/walk\.ipynb: attached/);
  });

  test('Should have its help found, once the tags are made', async () => {
    const nvim = await start();
    const plugin = join(nvim.workspace, 'installed');
    await nvim.lua(`vim.fn.mkdir(select(1, ...) .. '/doc', 'p')`, plugin);
    copyFileSync(new URL('../../clients/nvim/doc/nbproject.txt', import.meta.url), join(plugin, 'doc/nbproject.txt'));
    await nvim.command(`set runtimepath+=${plugin} | helptags ${plugin}/doc`);

    for (const subject of ['nbproject', ':Nbproject', 'nbproject-options', 'nbproject-statusline']) {
      await nvim.command(`help ${subject}`);
      expect(await nvim.lua(`return vim.fn.expand('%:t')`)).toBe('nbproject.txt');
      expect(await nvim.lua(`return vim.api.nvim_get_current_line()`)).toContain(`*${subject}*`);
    }
  });

  test('Should complete the subcommands', async () => {
    const nvim = await start();
    const complete = (line: string) => nvim.lua<string[]>(`return vim.fn.getcompletion(..., 'cmdline')`, line);

    expect(await complete('Nbproject ')).toEqual(['clear', 'fix', 'header', 'init', 'restart', 'title']);
    expect(await complete('Nbproject he')).toEqual(['header']);
    expect(await complete('Nbproject header ')).toEqual([]);
  });
});

const withoutTitle = `{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 4,
   "id": "first",
   "metadata": {},
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "a walk\\n"
     ]
    }
   ],
   "source": [
    "print(\\"a\\", \\"walk\\")"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 3,
   "id": "second",
   "metadata": {},
   "outputs": [],
   "source": [
    "steps = 2"
   ]
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "Python 3",
   "language": "python",
   "name": "python3"
  },
  "language_info": {
   "name": "python"
  }
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

const withTitle = withoutTitle.replace(
  ' "cells": [\n',
  ` "cells": [
  {
   "cell_type": "markdown",
   "id": "title",
   "metadata": {},
   "source": [
    "# A quiet walk"
   ]
  },
`,
);

const withRecord = withoutTitle.replace(
  ' "metadata": {\n',
  ` "metadata": {
  "nbproject": {
   "id": "Rx2s9cPTMQLY",
   "pypackage": null,
   "time_init": "2026-01-02T03:04:05.678901+00:00",
   "version": "1"
  },
`,
);

/** So that what stands beside them is not moved out of sight. */
const hideMessages = 'lua vim.diagnostic.config({ virtual_text = false })';

/** True once the line under the cursor is in a closed fold; the server's folds come after the text. */
const closeFold = `pcall(vim.cmd, 'normal! zc') return vim.fn.foldclosed('.') == vim.fn.line('.')`;

function writeNotebook(nvim: Nvim, name: string, text: string): string {
  const path = join(nvim.workspace, name);
  writeFileSync(path, text);
  return path;
}

async function codes(nvim: Nvim): Promise<string[]> {
  return (await nvim.diagnostics()).map(({ code }) => code);
}

/** The one stretch of `after` that was put into `before`; throws where anything else differs. */
function insertion(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  const end = after.length - (before.length - start);
  if (after.slice(end) !== before.slice(start)) throw new Error(`more than an insertion differs:\n${after}`);
  return after.slice(start, end);
}

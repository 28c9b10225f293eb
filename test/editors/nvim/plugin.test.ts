import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openNotebook, withoutTitle } from '../notebooks.ts';
import { eachNvim } from './eachNvim.ts';
import type { Nvim } from './nvim.ts';

await eachNvim((start) => {
  test('Should come back by itself when the server dies, and go on hearing of edits', async () => {
    const nvim = await start();
    await openNotebook(nvim, withoutTitle);
    const before = await nvim.diagnosticsWith('missing-title');

    await kill(nvim);

    expect(await nvim.diagnosticsWith('missing-title')).toEqual(before);
    await nvim.command('normal! Gdd');
    await nvim.diagnosticsWith('invalid-json');
  });

  test('Should find the same after the server died twice and was restarted', async () => {
    const nvim = await start();
    await openNotebook(nvim, withoutTitle);
    const before = await nvim.diagnosticsWith('missing-title');
    await kill(nvim);
    await nvim.diagnosticsWith('missing-title');

    await kill(nvim);
    await nvim.eventually('the client to go', async () => (await nvim.clients()).length === 0);
    expect(await nvim.diagnostics()).toEqual([]);
    expect(await nvim.command('messages')).toContain('start it with :Nbproject restart');
    await nvim.command('Nbproject restart');

    expect(await nvim.diagnosticsWith('missing-title')).toEqual(before);
  });

  test('Should replace a running server by :Nbproject restart', async () => {
    const nvim = await start();
    await openNotebook(nvim, withoutTitle);
    await nvim.diagnosticsWith('missing-title');
    const first = nvim.serverPid();

    await nvim.command('Nbproject restart');

    await nvim.eventually('another server', () => nvim.serverPid() !== first);
    await nvim.diagnosticsWith('missing-title');
    expect(await nvim.clients()).toEqual(['nbproject']);
  });

  test('Should pass the settings of vim.g.nbproject on to the server', async () => {
    const nvim = await start({ init: [`let g:nbproject = #{settings: #{ignore: ['missing-title']}}`] });
    await openNotebook(nvim, withoutTitle);

    await nvim.diagnosticsWith('out-of-order');
    await nvim.diagnosticsWithout('missing-title');
  });

  test('Should start nothing when vim.g.nbproject says so, and tell in its health what is wrong there', async () => {
    const off = await start({ init: ['let g:nbproject = #{enable: v:false}'] });
    await openNotebook(off, withoutTitle);
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
    await openNotebook(nvim, withoutTitle);
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
    copyFileSync(
      new URL('../../../clients/nvim/doc/nbproject.txt', import.meta.url),
      join(plugin, 'doc/nbproject.txt'),
    );
    await nvim.command(`set runtimepath+=${plugin} | helptags ${plugin}/doc`);

    for (const subject of ['nbproject', ':Nbproject', 'nbproject-options', 'nbproject-statusline']) {
      await nvim.command(`help ${subject}`);
      expect(await nvim.lua(`return vim.fn.expand('%:t')`)).toBe('nbproject.txt');
      expect(await nvim.lua(`return vim.api.nvim_get_current_line()`)).toContain(`*${subject}*`);
    }
  });
});

/** Ends the server as a crash does, and leaves the prompts that follow, of which Neovim's own is the last. */
async function kill(nvim: Nvim): Promise<void> {
  process.kill(nvim.serverPid(), 'SIGKILL');
  await nvim.eventually('Neovim to tell the end of the server', async () => {
    const shown = await nvim.drawn('Press ENTER');
    await nvim.press('<CR>');
    return /quit with exit code .* and signal 9/.test(shown);
  });
}

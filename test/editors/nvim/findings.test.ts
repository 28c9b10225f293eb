import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { insertion, openNotebook, withoutTitle, withRecord } from '../notebooks.ts';
import { eachNvim } from './eachNvim.ts';
import { choose } from './menu.ts';

await eachNvim((start) => {
  test('Should take an inserted title back with one undo', async () => {
    const nvim = await start();
    await openNotebook(nvim, withoutTitle);
    await nvim.goTo('missing-title');
    await nvim.chooseCodeAction(/^insert.*title/i);
    await nvim.textWith('# ');

    await nvim.press('u');

    await nvim.textIs(withoutTitle);
    await nvim.diagnosticsWith('missing-title');
  });

  test('Should keep a byte-order mark and the line ends that the file has', async () => {
    const nvim = await start();
    const before = `\ufeff${withoutTitle.replaceAll('\n', '\r\n')}`;
    const path = await openNotebook(nvim, before);
    await nvim.diagnosticsWith('missing-title');

    await nvim.command('Nbproject title');
    await nvim.textWith('# ');
    await nvim.command('write');

    const inserted = insertion(before, readFileSync(path, 'utf8'));
    expect(inserted).toContain('"# ');
    expect(inserted).not.toMatch(/[^\r]\n/);
  });

  test('Should insert a title into a notebook that is one line', async () => {
    const nvim = await start();
    const minified = JSON.stringify(JSON.parse(withoutTitle));
    const path = await openNotebook(nvim, `${minified}\n`);

    const seen = await nvim.diagnosticsWith('out-of-order');
    expect(seen.find(({ code }) => code === 'out-of-order')?.text).toBe('3');
    await nvim.goTo('missing-title');
    await nvim.chooseCodeAction(/^insert.*title/i);
    await nvim.textWith('# ');
    await nvim.command('write');

    const inserted = insertion(`${minified}\n`, readFileSync(path, 'utf8'));
    expect(inserted).not.toContain('\n');
  });

  test('Should offer the fixes of 5 MB in one line within a second', async () => {
    const nvim = await start();
    const notebook = JSON.parse(withoutTitle);
    notebook.cells[0].outputs[0].text = ['a walk\\n'.repeat(700_000)];
    await openNotebook(nvim, JSON.stringify(notebook));
    await nvim.diagnosticsWith('missing-title');

    const milliseconds = await nvim.lua<number>(`
      local params = {
        textDocument = vim.lsp.util.make_text_document_params(0),
        range = { start = { line = 0, character = 0 }, ['end'] = { line = 0, character = 0 } },
        context = { diagnostics = vim.empty_dict() },
      }
      params.context.diagnostics = {}
      local began = vim.uv.hrtime()
      local answers = assert(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 10000))
      for _, answer in pairs(answers) do
        assert(#answer.result > 0)
      end
      return (vim.uv.hrtime() - began) / 1e6`);
    console.info(`code actions of 5 MB in one line: ${Math.round(milliseconds)} ms`);
    expect(milliseconds).toBeLessThan(1000);
  });

  test('Should make an edit after all that it refused because its user typed meanwhile', async () => {
    const nvim = await start();
    await openNotebook(nvim, withoutTitle);
    await nvim.diagnosticsWith('missing-title');
    // Typed, and told to the server, between the edit's arrival and its making: the edit is one of a version that is gone.
    await nvim.lua(`
      local apply = vim.lsp.handlers['workspace/applyEdit']
      local typed = false
      vim.lsp.handlers['workspace/applyEdit'] = function(...)
        if not typed then
          typed = true
          vim.api.nvim_buf_set_lines(0, 0, 1, true, { '{ ' })
          vim.lsp.util.buf_versions[0 + vim.api.nvim_get_current_buf()] = 1000
        end
        return apply(...)
      end`);

    await nvim.command('Nbproject title');
    await nvim.textWith('# ');

    expect(JSON.parse(await nvim.text()).cells).toHaveLength(3);
  });

  test('Should show the header under the cursor on the record', async () => {
    const nvim = await start();
    await openNotebook(nvim, withRecord);
    await nvim.diagnosticsWith('missing-title');

    await nvim.press('/"nbproject"<CR><Cmd>lua vim.lsp.buf.hover()<CR>');

    await nvim.drawn(/id: Rx2s9cPTMQLY/);
  });

  test('Should list the cells and the record as symbols', async () => {
    const nvim = await start();
    await openNotebook(nvim, withRecord);
    await nvim.diagnosticsWith('missing-title');

    await nvim.press('<Cmd>lua vim.lsp.buf.document_symbol()<CR>');

    await nvim.drawn(/walk\.ipynb\|3 .*print\("a", "walk"\).*walk\.ipynb\|21 .*steps = 2/s);
  });

  test('Should fold as the server says when asked to', async ({ skip }) => {
    const nvim = await start({ init: ['let g:nbproject = #{folds: v:true}', 'set foldlevelstart=99'] });
    if (!(await nvim.lua('return vim.lsp.foldexpr ~= nil'))) skip('Neovim has this since 0.11');
    await openNotebook(nvim, withoutTitle);
    await nvim.diagnosticsWith('missing-title');

    await nvim.press('/"outputs"<CR>');
    await nvim.eventually('the outputs to fold', () => nvim.lua(closeFold));

    await nvim.drawn(/\+-+ +\d+ lines: "outputs": \[/);
  });

  test('Should draw code lenses when asked for, and show the header from one', async () => {
    const nvim = await start({ init: ['let g:nbproject = #{codelens: v:true}', hideMessages] });
    await openNotebook(nvim, withRecord);
    await nvim.drawn(/draft · 1 · Rx2s .*2 warnings/);
    await nvim.command('Nbproject title');
    await nvim.drawn(/draft · 1 · Rx2s .*1 warning\b/);
    await nvim.drawn('| Publish | Header');

    await nvim.press('gg<Cmd>lua vim.lsp.codelens.run()<CR>');
    await choose(nvim, /: Header/);

    await nvim.drawn(/nbproject ─.*Rx2s9cPTMQLY/s);
  });
});

/** So that what stands beside them is not moved out of sight. */
const hideMessages = 'lua vim.diagnostic.config({ virtual_text = false })';

/** True once the line under the cursor is in a closed fold; the server's folds come after the text. */
const closeFold = `pcall(vim.cmd, 'normal! zc') return vim.fn.foldclosed('.') == vim.fn.line('.')`;

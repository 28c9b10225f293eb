-- What jupytext.vim (goerz) does in Neovim to a buffer x.ipynb, in its order: as jupytext.nvim, but a save goes on in the
-- background, and the buffer is no longer modified once jupytext has ended. The variables are those of jupytextNvim.lua.
vim.api.nvim_create_autocmd('BufReadCmd', {
  pattern = '*.ipynb',
  callback = function(reading)
    local extension, filetype = unpack(vim.g.test_script)
    local notebook = vim.fn.resolve(reading.match)
    local script = vim.fn.fnamemodify(notebook, ':r') .. '.' .. extension
    local command = vim.deepcopy(vim.g.test_jupytext)
    vim.fn.system(vim.list_extend(command, { '--to=' .. vim.g.test_format, '--output=' .. script, notebook }))
    vim.cmd('silent read ++enc=utf-8 ' .. vim.fn.fnameescape(script))
    vim.api.nvim_create_autocmd({ 'BufWriteCmd', 'FileWriteCmd' }, {
      buffer = reading.buf,
      callback = function()
        vim.cmd('silent write! ' .. vim.fn.fnameescape(script))
        local back = vim.deepcopy(vim.g.test_jupytext)
        vim.list_extend(back, { '--from=' .. vim.g.test_format, '--to=ipynb', '--update', script })
        vim.fn.jobstart(back, {
          on_exit = function()
            vim.cmd('setlocal nomodified')
          end,
        })
      end,
    })
    vim.cmd('silent setlocal fenc=utf-8 ft=' .. filetype)
    local levels = vim.o.undolevels
    vim.o.undolevels = -1
    vim.cmd('silent 1delete')
    vim.o.undolevels = levels
    vim.api.nvim_create_autocmd('BufEnter', { buffer = reading.buf, command = 'redraw' })
  end,
})

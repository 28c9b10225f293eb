-- What jupytext.nvim (GCBallesteros) does to a buffer x.ipynb, in its order: the script is a file beside the notebook as long as
-- the buffer lives, the filetype is there before the text is all that it will be, and a save writes that file and no other.
-- vim.g.test_jupytext has the command, vim.g.test_format what `--to` takes, vim.g.test_script the ending and the filetype.
local function jupytext(...)
  vim.fn.system(vim.list_extend(vim.deepcopy(vim.g.test_jupytext), { ... }))
end

vim.api.nvim_create_autocmd('BufReadCmd', {
  pattern = '*.ipynb',
  callback = function(reading)
    local extension, filetype = unpack(vim.g.test_script)
    local notebook = vim.fn.resolve(reading.match)
    local script = vim.fn.fnamemodify(notebook, ':r') .. '.' .. extension
    jupytext('--to', vim.g.test_format, '--output', script, notebook)
    vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.list_extend({ '' }, vim.fn.readfile(script)))
    vim.api.nvim_create_autocmd('BufUnload', {
      buffer = reading.buf,
      callback = function()
        vim.fn.delete(script)
      end,
    })
    vim.api.nvim_create_autocmd({ 'BufWriteCmd', 'FileWriteCmd' }, {
      buffer = reading.buf,
      callback = function()
        vim.cmd.write({ script, bang = true })
        jupytext(script, '--update', '--to', 'ipynb', '--output', notebook)
        vim.bo.modified = false
      end,
    })
    vim.cmd('setlocal fenc=utf-8 ft=' .. filetype)
    local levels = vim.o.undolevels
    vim.o.undolevels = -1
    vim.cmd('silent 1delete')
    vim.o.undolevels = levels
  end,
})

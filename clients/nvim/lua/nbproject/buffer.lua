-- What a buffer is to us, and what is switched on in it.

local M = {}

---Whether the buffer holds the text of a notebook. Plugins such as jupytext.nvim keep the name x.ipynb and show a script
---or Markdown, written back through a converter: the first character tells, or a conflict marker. An empty buffer is a
---new notebook.
---@param bufnr integer
---@return boolean
function M.holds_notebook(bufnr)
  if vim.bo[bufnr].buftype ~= '' or not vim.api.nvim_buf_get_name(bufnr):lower():find('%.ipynb$') then
    return false
  end
  for line = 0, vim.api.nvim_buf_line_count(bufnr) - 1 do
    local text = vim.api.nvim_buf_get_lines(bufnr, line, line + 1, true)[1]
    if text:find('%S') then
      return text:find('^%s*[{%["]') ~= nil or text:find('^<<<<<<<') ~= nil
    end
  end
  return true
end

---Switches on what `vim.g.nbproject` asks for.
---@param bufnr integer
function M.attached(bufnr)
  local options = vim.g.nbproject or {}
  if options.inlay_hints then
    vim.lsp.inlay_hint.enable(true, { bufnr = bufnr })
  end
  if options.codelens then
    M._show_code_lenses(bufnr)
  end
  if options.folds and vim.lsp.foldexpr then
    for _, window in ipairs(vim.fn.win_findbuf(bufnr)) do
      vim.wo[window][0].foldmethod = 'expr'
      vim.wo[window][0].foldexpr = 'v:lua.vim.lsp.foldexpr()'
    end
  end
end

---@param bufnr integer
function M._show_code_lenses(bufnr)
  if vim.lsp.codelens.enable then
    vim.lsp.codelens.enable(true, { bufnr = bufnr })
    return
  end
  -- Before 0.12 someone has to ask each time.
  vim.lsp.codelens.refresh({ bufnr = bufnr })
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'TextChanged' }, {
    group = vim.api.nvim_create_augroup('nbproject.codelens.' .. bufnr, {}),
    buffer = bufnr,
    callback = function()
      vim.lsp.codelens.refresh({ bufnr = bufnr })
    end,
  })
end

return M

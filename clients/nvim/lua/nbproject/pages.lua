-- The pages of rules, which the server brings with it.

local M = {}

---Shows the page of a rule that has found something: on the cursor's line, or else anywhere in the buffer. Asks which, where
---there are several.
---@param bufnr integer
function M.open(bufnr)
  local line = vim.api.nvim_win_get_cursor(0)[1] - 1
  local pages = M._pages(vim.diagnostic.get(bufnr, { lnum = line }))
  if vim.tbl_isempty(pages) then
    pages = M._pages(vim.diagnostic.get(bufnr))
  end
  local codes = vim.tbl_keys(pages)
  table.sort(codes)
  if #codes == 0 then
    require('nbproject.server').tell('no rule has found anything in this buffer')
  elseif #codes == 1 then
    M._show(pages[codes[1]])
  else
    vim.ui.select(codes, { prompt = 'Rule' }, function(code)
      if code then
        M._show(pages[code])
      end
    end)
  end
end

---@param diagnostics vim.Diagnostic[]
---@return table<string, string> addresses by the rules' codes
function M._pages(diagnostics)
  local pages = {}
  for _, diagnostic in ipairs(diagnostics) do
    local description = vim.tbl_get(diagnostic, 'user_data', 'lsp', 'codeDescription')
    if diagnostic.source == 'nbproject' and description then
      pages[diagnostic.code] = description.href
    end
  end
  return pages
end

---@param address string
function M._show(address)
  vim.cmd.split({ args = { vim.uri_to_fname(address) }, magic = { file = false, bar = false } })
  vim.bo.readonly = true
  vim.bo.modifiable = false
end

return M

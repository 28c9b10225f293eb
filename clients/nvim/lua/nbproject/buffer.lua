-- What a buffer is to us, and what is switched on in it.

local M = {}

---Filetypes of notebooks as JSON, and of scripts that stand for them.
M.filetypes = vim.list_extend(
  { 'json', 'jsonc' },
  -- jupytext.nvim takes the notebook's own word for its language, jupytext.vim has names of its own.
  { 'R', 'cpp', 'julia', 'markdown', 'pandoc', 'python', 'quarto', 'r', 'rmarkdown', 'rmd', 'rust', 'scala', 'sh' }
)

---How far down a script's header is looked for.
local header_lines = 60

local jupytext_configurations = {}
for _, name in ipairs({ 'jupytext', 'jupytext.toml', 'jupytext.yml', 'jupytext.yaml', 'jupytext.json' }) do
  vim.list_extend(jupytext_configurations, { name, '.' .. name })
end

---How long a plugin may take to write a buffer, in milliseconds.
local save_patience = 10000

---Whether the server has something to say of the buffer: it is named x.ipynb, whatever form plugins such as jupytext.nvim
---give it (the server tells), or it is a script that jupytext has paired with a notebook.
---@param bufnr integer
---@return boolean
function M.shows_notebook(bufnr)
  local buftype = vim.bo[bufnr].buftype
  if buftype ~= '' and buftype ~= 'acwrite' then
    return false
  end
  local name = vim.api.nvim_buf_get_name(bufnr)
  if name:lower():find('%.ipynb$') then
    return true
  end
  if name == '' or vim.bo[bufnr].filetype:find('^json') then
    return false
  end
  return M._has_jupytext_header(bufnr)
    or vim.uv.fs_stat(vim.fn.fnamemodify(name, ':r') .. '.ipynb') ~= nil
    or (M._has_marked_cells(bufnr) and M._is_paired_by_configuration(name))
end

---@param bufnr integer
---@return boolean
function M._has_marked_cells(bufnr)
  for _, line in ipairs(vim.api.nvim_buf_get_lines(bufnr, 0, header_lines, false)) do
    if line:find('^# ?%%%%') or line:find('^```+%s*{') then
      return true
    end
  end
  return false
end

---Whether a configuration above says how scripts are paired; what it says, the server knows.
---@param name string
---@return boolean
function M._is_paired_by_configuration(name)
  local above = { path = vim.fs.dirname(name), upward = true }
  if #vim.fs.find(jupytext_configurations, above) > 0 then
    return true
  end
  local project = vim.fs.find('pyproject.toml', above)[1]
  return project ~= nil and table.concat(vim.fn.readfile(project), '\n'):find('[tool.jupytext', 1, true) ~= nil
end

---@param bufnr integer
---@return boolean
function M._has_jupytext_header(bufnr)
  local in_header = false
  for _, line in ipairs(vim.api.nvim_buf_get_lines(bufnr, 0, header_lines, false)) do
    if line:find('^%W?%W?%W?%-%-%-%s*$') then
      if in_header then
        return false
      end
      in_header = true
    elseif in_header and line:find('^%W*jupytext:') then
      return true
    end
  end
  return false
end

---Switches on what `vim.g.nbproject` asks for.
---@param bufnr integer
function M.attached(bufnr)
  M._tell_of_saving(bufnr)
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

---Writes a buffer as its user would, for the server.
---@param uri string
---@return { saved: boolean, failureReason?: string }
function M.save(uri)
  local bufnr = vim.uri_to_bufnr(uri)
  local written, failure = pcall(vim.api.nvim_buf_call, bufnr, function()
    vim.cmd('silent update')
  end)
  if written and vim.bo[bufnr].modified then
    M._wait_until_written(bufnr)
  end
  local saved = written and not vim.bo[bufnr].modified
  return { saved = saved, failureReason = not saved and tostring(failure or 'it is still modified.') or nil }
end

---jupytext.vim writes in the background. Neovim runs the handler of a request in a coroutine, and waits for it.
---@param bufnr integer
function M._wait_until_written(bufnr)
  local saving = coroutine.running()
  local deadline = vim.uv.now() + save_patience
  local function look()
    if vim.api.nvim_buf_is_valid(bufnr) and vim.bo[bufnr].modified and vim.uv.now() < deadline then
      vim.defer_fn(look, 50)
    else
      coroutine.resume(saving)
    end
  end
  vim.defer_fn(look, 50)
  coroutine.yield()
end

---Has Neovim look at a file that the server has written. A buffer that shows it through a plugin is left as it is: what was
---written is nothing that a script shows, and a plugin that reads it again opens it anew. But neither is Neovim to do so
---later, or to take the file for one that somebody else has changed.
---@param uri string
function M.read_again(uri)
  local bufnr = vim.fn.bufnr(vim.uri_to_fname(uri))
  if bufnr < 0 or not vim.api.nvim_buf_is_loaded(bufnr) then
    return
  end
  if vim.bo[bufnr].filetype:find('^json') then
    vim.cmd.checktime(bufnr)
    return
  end
  local leave = vim.api.nvim_create_autocmd('FileChangedShell', {
    buffer = bufnr,
    callback = function()
      vim.v.fcs_choice = ''
    end,
  })
  vim.api.nvim_buf_call(bufnr, function()
    vim.cmd('setlocal noautoread')
    vim.cmd.checktime(bufnr)
    vim.cmd('setlocal autoread<')
  end)
  vim.api.nvim_del_autocmd(leave)
end

---Plugins that convert a buffer write it themselves, and Neovim tells the server of no save then.
---@param bufnr integer
function M._tell_of_saving(bufnr)
  if vim.bo[bufnr].filetype:find('^json') then
    return
  end
  vim.api.nvim_create_autocmd('BufModifiedSet', {
    group = vim.api.nvim_create_augroup('nbproject.saving.' .. bufnr, {}),
    buffer = bufnr,
    callback = function()
      if not vim.bo[bufnr].modified then
        require('nbproject.server').notify(bufnr, 'textDocument/didSave', {
          textDocument = { uri = vim.uri_from_bufnr(bufnr) },
        })
      end
    end,
  })
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

-- The header of each notebook as the server last told it, and the float that shows one.

local server = require('nbproject.server')

local M = {}

local namespace = vim.api.nvim_create_namespace('nbproject.header')

---By URI, as the server writes it.
---@type table<string, table>
local headers = {}

---The one float: its buffer and window, the window at whose corner it is, and the notebook's buffer.
---@type { bufnr: integer, window: integer, anchor: integer, notebook: integer }?
local float

---What the server last said of a buffer's notebook.
---@param bufnr integer
---@return table? header
function M.of(bufnr)
  return headers[vim.uri_from_bufnr(bufnr)]
end

---The server has a new header.
---@param uri string
---@param header table
function M.receive(uri, header)
  headers[uri] = header
  if float and vim.uri_from_bufnr(float.notebook) == uri then
    M._draw(header)
  end
  vim.cmd.redrawstatus({ bang = true })
  vim.api.nvim_exec_autocmds('User', { pattern = 'NbprojectHeader', data = { uri = uri, header = header } })
end

---The buffer's server is gone, and what it said with it.
---@param bufnr integer
function M.forget(bufnr)
  headers[vim.uri_from_bufnr(bufnr)] = nil
  if float and float.notebook == bufnr then
    M.close()
  end
end

---@param bufnr integer
function M.toggle(bufnr)
  if float and (float.notebook == bufnr or float.bufnr == bufnr) then
    M.close()
  else
    M.show(bufnr)
  end
end

---Shows the header in a float at the upper right of the current window. It follows the notebook until it is closed.
---@param bufnr integer
function M.show(bufnr)
  server.request(bufnr, 'nbproject/header', { uri = vim.uri_from_bufnr(bufnr) }, function(header)
    if not header then
      server.tell('this buffer holds no notebook')
    elseif vim.api.nvim_get_current_buf() == bufnr then
      M.close()
      M._open(bufnr)
      M._draw(header)
    end
  end)
end

function M.close()
  if float then
    local closing = float
    float = nil
    pcall(vim.api.nvim_win_close, closing.window, true)
  end
end

---@param notebook integer
function M._open(notebook)
  local anchor = vim.api.nvim_get_current_win()
  local bufnr = vim.api.nvim_create_buf(false, true)
  vim.bo[bufnr].bufhidden = 'wipe'
  vim.bo[bufnr].filetype = 'nbproject-header'
  vim.keymap.set('n', 'q', M.close, { buffer = bufnr, desc = 'Close the header' })
  local window = vim.api.nvim_open_win(bufnr, false, {
    relative = 'win',
    win = anchor,
    anchor = 'NE',
    row = 0,
    col = vim.api.nvim_win_get_width(anchor),
    width = 1,
    height = 1,
    style = 'minimal',
    border = 'rounded',
    title = ' nbproject ',
  })
  vim.wo[window].linebreak = true
  float = { bufnr = bufnr, window = window, anchor = anchor, notebook = notebook }

  local group = vim.api.nvim_create_augroup('nbproject.header', {})
  local function on(events, where, callback)
    vim.api.nvim_create_autocmd(events, vim.tbl_extend('error', { group = group, callback = callback }, where))
  end
  on({ 'BufWinLeave', 'BufWipeout' }, { buffer = notebook }, M.close)
  on('WinClosed', { pattern = tostring(anchor) }, M.close)
  on('BufWipeout', { buffer = bufnr }, M.close)
  on('WinResized', {}, M._place)
end

---@param header table
function M._draw(header)
  local lines, highlights = M._lines(header)
  vim.bo[float.bufnr].modifiable = true
  vim.api.nvim_buf_set_lines(float.bufnr, 0, -1, true, lines)
  vim.bo[float.bufnr].modifiable = false
  vim.api.nvim_buf_clear_namespace(float.bufnr, namespace, 0, -1)
  for _, highlight in ipairs(highlights) do
    vim.api.nvim_buf_set_extmark(float.bufnr, namespace, highlight.line, highlight.from, {
      end_col = highlight.to,
      hl_group = highlight.group,
    })
  end
  M._place()
end

---As wide and as high as the text, within the notebook's window.
function M._place()
  if not float then
    return
  end
  local width = 1
  for _, line in ipairs(vim.api.nvim_buf_get_lines(float.bufnr, 0, -1, true)) do
    width = math.max(width, vim.fn.strdisplaywidth(line))
  end
  local room = { width = vim.api.nvim_win_get_width(float.anchor), height = vim.api.nvim_win_get_height(float.anchor) }
  vim.api.nvim_win_set_width(float.window, math.max(1, math.min(width, room.width - 4)))
  vim.api.nvim_win_set_config(float.window, {
    relative = 'win',
    win = float.anchor,
    row = 0,
    col = room.width,
    height = math.max(1, math.min(vim.api.nvim_win_text_height(float.window, {}).all, room.height - 2)),
  })
end

local status_highlight = { ok = 'DiagnosticOk', warning = 'DiagnosticWarn' }

---The rows in two columns.
---@param header table
---@return string[] lines, table[] highlights
function M._lines(header)
  local label_width = 0
  for _, row in ipairs(header.rows) do
    label_width = math.max(label_width, vim.fn.strdisplaywidth(row.label))
  end
  local lines, highlights = {}, {}
  for index, row in ipairs(header.rows) do
    local label = ' ' .. row.label .. (' '):rep(label_width - vim.fn.strdisplaywidth(row.label) + 2)
    -- A value comes from the notebook: whatever it holds, it stays one line.
    lines[index] = label .. row.value:gsub('%c+', ' ') .. ' '
    table.insert(highlights, { line = index - 1, from = 0, to = #label, group = 'Comment' })
    if status_highlight[row.status] then
      table.insert(
        highlights,
        { line = index - 1, from = #label, to = #lines[index], group = status_highlight[row.status] }
      )
    end
  end
  return lines, highlights
end

return M

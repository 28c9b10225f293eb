-- The public face: what a configuration may call.

local M = {}

---State, version and problems of a notebook as the server last told them, for a status line: `draft 1 E1 W2`.
---Empty where there is no notebook or no server.
---@param bufnr? integer the current buffer by default
---@return string
function M.statusline(bufnr)
  local header = require('nbproject.header').of(bufnr or vim.api.nvim_get_current_buf())
  if not header then
    return ''
  end
  local parts = { header.state }
  local version = header.record and header.record ~= vim.NIL and header.record.version
  if type(version) == 'string' then
    -- It comes from the notebook, and a status line would run what follows a percent sign.
    table.insert(parts, (version:gsub('[%%%c]', '')))
  end
  for _, severity in ipairs({ 'error', 'warning', 'info', 'hint' }) do
    local count = header.problems[severity]
    if count > 0 then
      table.insert(parts, severity:sub(1, 1):upper() .. count)
    end
  end
  return table.concat(parts, ' ')
end

---Shows or hides the header of the notebook in the current buffer.
function M.header()
  require('nbproject.header').toggle(vim.api.nvim_get_current_buf())
end

---Stops the server and starts it anew.
function M.restart()
  require('nbproject.server').restart()
end

return M

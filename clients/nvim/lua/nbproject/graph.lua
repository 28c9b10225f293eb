-- The lineage of a notebook in the location list.

local server = require('nbproject.server')

local M = {}

---Lists the notebooks that this one builds on and that build on it, with itself, and opens the list.
---@param bufnr integer
function M.list(bufnr)
  local window = vim.api.nvim_get_current_win()
  server.request(bufnr, 'nbproject/graph', { uri = vim.uri_from_bufnr(bufnr) }, function(graph)
    if not graph or not vim.api.nvim_win_is_valid(window) then
      return
    end
    vim.fn.setloclist(window, {}, ' ', { title = 'Lineage', items = M._items(graph) })
    vim.api.nvim_win_call(window, vim.cmd.lopen)
  end)
end

---@param graph table what `nbproject/graph` gives
---@return table[] items of the list, a parent that is not in the workspace without a file
function M._items(graph)
  local titles, parents = {}, {}
  for _, node in ipairs(graph.nodes) do
    titles[node.key] = M._value(node.title) or M._value(node.id) or 'without a title'
    parents[node.key] = {}
  end
  for _, edge in ipairs(graph.edges) do
    local stale = edge.stale == true and ', published since' or ''
    local via = M._value(edge.via)
    table.insert(parents[edge.to], ('%s (%s%s)'):format(titles[edge.from], via or 'parent', stale))
  end
  return vim.tbl_map(function(node)
    local uri = M._value(node.uri)
    local details = { M._value(node.state) or 'not in the workspace', M._value(node.version) }
    local text = ('%s [%s]'):format(titles[node.key], table.concat(details, ' '))
    if #parents[node.key] > 0 then
      text = text .. ' from ' .. table.concat(parents[node.key], ', ')
    end
    -- It comes from notebooks: whatever it holds, it stays one line.
    return { filename = uri and vim.uri_to_fname(uri), lnum = uri and 1, text = (text:gsub('%c+', ' ')) }
  end, graph.nodes)
end

---Null arrives as `vim.NIL` in Neovim 0.12, and as nothing in 0.10.
function M._value(value)
  return value ~= vim.NIL and value or nil
end

return M

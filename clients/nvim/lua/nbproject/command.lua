-- `:Nbproject`: one command, whose first argument says what to do.

local M = {}

---@param command string
local function on_server(command)
  return function(bufnr)
    require('nbproject.server').execute(bufnr, command)
  end
end

local bumps = { 'major', 'minor', 'next', 'patch' }

---@type table<string, fun(bufnr: integer, argument?: string)>
local subcommands = {
  clear = on_server('nbproject.clearOutputs'),
  fix = on_server('nbproject.fixAll'),
  graph = function(bufnr)
    require('nbproject.graph').list(bufnr)
  end,
  header = function(bufnr)
    require('nbproject.header').toggle(bufnr)
  end,
  init = on_server('nbproject.initialize'),
  parents = on_server('nbproject.setParents'),
  picture = on_server('nbproject.showGraph'),
  publish = function(bufnr, version)
    local wishes = version and { [vim.list_contains(bumps, version) and 'bump' or 'version'] = version }
    require('nbproject.server').execute(bufnr, 'nbproject.publish', wishes)
  end,
  ['record-packages'] = on_server('nbproject.recordPackages'),
  restart = function()
    require('nbproject.server').restart()
  end,
  rules = function(bufnr)
    require('nbproject.pages').open(bufnr)
  end,
  title = on_server('nbproject.insertTitle'),
}

---@param arguments string[]
function M.run(arguments)
  local subcommand = subcommands[arguments[1]]
  if subcommand and #arguments <= (arguments[1] == 'publish' and 2 or 1) then
    subcommand(vim.api.nvim_get_current_buf(), arguments[2])
  else
    require('nbproject.server').tell(
      ('no such command: %s; there are %s'):format(table.concat(arguments, ' '), table.concat(M._names(), ', '))
    )
  end
end

---@param prefix string what is typed of the argument
---@param line string the command line
---@return string[]
function M.complete(prefix, line)
  local choices = M._names()
  if line:match('^%s*%S+%s+%S+%s') then
    choices = line:match('^%s*%S+%s+publish%s+%S*$') and bumps or {}
  end
  return vim.tbl_filter(function(name)
    return vim.startswith(name, prefix)
  end, choices)
end

---@return string[]
function M._names()
  local names = vim.tbl_keys(subcommands)
  table.sort(names)
  return names
end

return M

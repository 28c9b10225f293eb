-- Starting, finding, asking and restarting the server.

local M = {}

local name = 'nbproject'

---When it was last started after it died, in milliseconds.
---@type integer?
local last_revival

---@type string[]
M.default_command = { 'nbproject-language-server', '--stdio' }

---Starts the server for each notebook that is open, and for each that will be opened.
function M.enable()
  if vim.lsp.enable then
    vim.lsp.enable(name)
    return
  end
  local config = M._config_for_0_10()
  local function start(bufnr)
    config.root_dir(bufnr, function(root)
      local started = vim.deepcopy(config)
      started.root_dir = root
      vim.lsp.start(started, { bufnr = bufnr })
    end)
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = vim.api.nvim_create_augroup('nbproject.start', {}),
    pattern = config.filetypes,
    callback = function(event)
      start(event.buf)
    end,
  })
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(bufnr) and vim.list_contains(config.filetypes, vim.bo[bufnr].filetype) then
      start(bufnr)
    end
  end
end

---The server of a buffer.
---@param bufnr integer
---@return vim.lsp.Client?
function M.of(bufnr)
  return vim.lsp.get_clients({ bufnr = bufnr, name = name })[1]
end

---Sends a request about the buffer's notebook. An error, and a buffer without server, is told to the user.
---@param bufnr integer
---@param method string
---@param params table
---@param on_result? fun(result: any) gets nil for null
function M.request(bufnr, method, params, on_result)
  local client = M.of(bufnr)
  if not client then
    M.tell('no server is attached to this buffer; see :checkhealth nbproject')
    return
  end
  local function on_answer(failure, result)
    if failure then
      M.tell(failure.message)
    elseif on_result then
      on_result(result ~= vim.NIL and result or nil)
    end
  end
  if vim.fn.has('nvim-0.11') == 1 then
    client:request(method, params, on_answer, bufnr)
  else
    client.request(method, params, on_answer, bufnr)
  end
end

---Tells the server of a buffer something; nothing where there is none.
---@param bufnr integer
---@param method string
---@param params table
function M.notify(bufnr, method, params)
  local client = M.of(bufnr)
  if not client then
    return
  end
  if vim.fn.has('nvim-0.11') == 1 then
    client:notify(method, params)
  else
    client.notify(method, params)
  end
end

---Runs a command of the server on the buffer's notebook.
---@param bufnr integer
---@param command string
---@param wishes? table what else the command takes
function M.execute(bufnr, command, wishes)
  local argument = vim.tbl_extend('error', { uri = vim.uri_from_bufnr(bufnr) }, wishes or {})
  M.request(bufnr, 'workspace/executeCommand', { command = command, arguments = { argument } })
end

---Ends every server of ours and starts anew, also where none was running. Without asking it to shut down: it has nothing
---to save, it may be stuck, and Neovim 0.10 goes on asking what a server that shuts down has to refuse.
function M.restart()
  for _, client in ipairs(vim.lsp.get_clients({ name = name })) do
    if vim.fn.has('nvim-0.11') == 1 then
      client:stop(true)
    else
      client.stop(true)
    end
    vim.wait(2000, function()
      return vim.lsp.get_client_by_id(client.id) == nil
    end, 10)
  end
  M.enable()
end

---Starts the server anew after it died, unless it just did so. At once, because of a fault of Neovim's (seen in 0.10.4 and
---0.12.4): a buffer that is edited while no server is attached is never again reported to one, until it is opened anew.
function M.revive()
  local now = vim.uv.now()
  if last_revival and now - last_revival < 10000 then
    M.tell('the server ended again; see :checkhealth vim.lsp for its log, and start it with :Nbproject restart')
  else
    last_revival = now
    M.enable()
  end
end

---Asks for a text, for the server. Neovim runs the handler of a request in a coroutine, and waits for it.
---@param params { message: string, value: string }
---@return any text nil in JSON where the question is left
function M.ask_text(params)
  local asking = coroutine.running()
  vim.ui.input({ prompt = params.message .. ' ', default = params.value }, function(text)
    -- The built-in `vim.ui.input()` calls back before the coroutine waits.
    vim.schedule(function()
      coroutine.resume(asking, text or vim.NIL)
    end)
  end)
  return coroutine.yield()
end

---@param message string
function M.tell(message)
  vim.notify('nbproject: ' .. message, vim.log.levels.WARN)
end

-- Before 0.11 Neovim neither finds lsp/*.lua nor adds its own capabilities to those of the configuration.
---@return table
function M._config_for_0_10()
  local config = dofile(vim.api.nvim_get_runtime_file('lsp/nbproject.lua', false)[1])
  config.name = name
  config.capabilities = vim.tbl_deep_extend('force', vim.lsp.protocol.make_client_capabilities(), config.capabilities)
  return config
end

return M

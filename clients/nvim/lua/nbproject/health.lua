-- `:checkhealth nbproject`

local M = {}

local health = vim.health

local known_options = {
  cmd = 'table',
  enable = 'boolean',
  settings = 'table',
  codelens = 'boolean',
  folds = 'boolean',
  inlay_hints = 'boolean',
}

function M.check()
  health.start('nbproject: Neovim')
  M._check_neovim()
  health.start('nbproject: options')
  M._check_options(vim.g.nbproject or {})
  health.start('nbproject: server')
  M._check_server(vim.g.nbproject or {})
  health.start('nbproject: notebooks')
  M._check_buffers()
end

function M._check_neovim()
  health.ok(('Neovim %s'):format(tostring(vim.version())))
  if not vim.lsp.enable then
    health.info('before 0.11: started by an autocommand of this plugin, without vim.lsp.config()')
  end
end

function M._check_options(options)
  local wrong = false
  for key, value in pairs(options) do
    if known_options[key] ~= type(value) then
      wrong = true
      health.warn(
        known_options[key] and ('vim.g.nbproject.%s is a %s, not a %s'):format(key, type(value), known_options[key])
          or ('vim.g.nbproject.%s is not known'):format(key),
        { 'see :help nbproject-options' }
      )
    end
  end
  if options.enable == false then
    health.info('not started by itself: vim.g.nbproject.enable is false')
  end
  if not wrong then
    health.ok('vim.g.nbproject: ' .. vim.inspect(options, { newline = ' ', indent = '' }))
  end
end

function M._check_server(options)
  local program = (options.cmd or require('nbproject.server').default_command)[1]
  if vim.fn.executable(program) == 1 then
    health.ok(('%s is %s'):format(program, vim.fn.exepath(program)))
  else
    health.error(('%s is not on PATH'):format(program), { 'install the server, or set vim.g.nbproject.cmd' })
  end
  if vim.fn.executable('node') == 1 then
    local answer = vim.system({ 'node', '--version' }):wait()
    local version = vim.trim(answer.stdout or '')
    local report = vim.version.ge(vim.version.parse(version) or { 0 }, { 20, 19 }) and health.ok or health.warn
    report(('node %s (20.19 or later is needed)'):format(version))
  end
  local clients = vim.lsp.get_clients({ name = 'nbproject' })
  for _, client in ipairs(clients) do
    local server = client.server_info or {}
    health.ok(
      ('running: %s %s in %s, positions in %s'):format(
        server.name or 'server',
        server.version or '',
        client.root_dir or 'no project',
        client.offset_encoding
      )
    )
  end
  if #clients == 0 then
    health.info('not running')
  end
end

function M._check_buffers()
  local seen = false
  for _, bufnr in ipairs(vim.api.nvim_list_bufs()) do
    local name = vim.api.nvim_buf_get_name(bufnr)
    if vim.api.nvim_buf_is_loaded(bufnr) and name:find('%.ipynb$') then
      seen = true
      if require('nbproject.server').of(bufnr) then
        health.ok(('%s: attached'):format(name))
      elseif not require('nbproject.buffer').shows_notebook(bufnr) then
        health.info(('%s: left alone, since the buffer is no file'):format(name))
      else
        health.warn(('%s: no server attached (filetype %s)'):format(name, vim.bo[bufnr].filetype))
      end
    end
  end
  if not seen then
    health.info('none is open')
  end
end

return M

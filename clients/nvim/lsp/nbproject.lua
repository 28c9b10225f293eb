-- What Neovim needs to know to start the server: read by vim.lsp.config(), and by the fallback for Neovim 0.10.
-- Evaluated when Neovim starts, so what is not needed yet is loaded inside functions.

local options = vim.g.nbproject or {}

---@type vim.lsp.Config
return {
  cmd = options.cmd or require('nbproject.server').default_command,
  filetypes = require('nbproject.buffer').filetypes,

  -- The gate: a buffer for which on_dir is not called gets no server.
  root_dir = function(bufnr, on_dir)
    if require('nbproject.buffer').shows_notebook(bufnr) then
      -- The repository rather than the nearest folder with a configuration: lineage crosses folders.
      on_dir(
        vim.fs.root(bufnr, '.git')
          or vim.fs.root(bufnr, { 'nbproject.toml', 'pyproject.toml', 'nbproject_metadata.yml' })
      )
    end
  end,

  -- Empty, it has to be an object in JSON, not a list.
  settings = { nbproject = vim.tbl_extend('force', vim.empty_dict(), options.settings or {}) },
  -- Merged by Neovim into what it can do itself from 0.11 on; nbproject.server does so for 0.10.
  capabilities = {
    experimental = { nbproject = { askText = true, fileDidChange = true, headerDidChange = true, saveDocument = true } },
    -- Neovim keeps the address of a rule's page and does not say so; `:Nbproject rules` shows it.
    textDocument = { publishDiagnostics = { codeDescriptionSupport = true } },
  },

  handlers = {
    ['nbproject/askText'] = function(_, params)
      return require('nbproject.server').ask_text(params)
    end,
    ['nbproject/fileDidChange'] = function(_, params)
      require('nbproject.buffer').read_again(params.uri)
    end,
    ['nbproject/saveDocument'] = function(_, params)
      return require('nbproject.buffer').save(params.uri)
    end,
    ['nbproject/headerDidChange'] = function(_, params)
      require('nbproject.header').receive(params.uri, params.header)
    end,
  },

  -- 15 is how `:Nbproject restart`, and Neovim itself, end a server that is to end.
  on_exit = function(code, signal)
    if code ~= 0 or (signal ~= 0 and signal ~= 15) then
      vim.schedule(require('nbproject.server').revive)
    end
  end,

  -- A code lens that shows the header does so as `:Nbproject header` does.
  commands = {
    ['nbproject.showHeader'] = function(_, context)
      require('nbproject.header').show(context.bufnr)
    end,
  },
}

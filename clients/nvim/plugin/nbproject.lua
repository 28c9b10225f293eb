if vim.g.loaded_nbproject then
  return
end
vim.g.loaded_nbproject = true

if vim.fn.has('nvim-0.10') == 0 then
  vim.notify('nbproject needs Neovim 0.10 or later', vim.log.levels.WARN)
  return
end

vim.api.nvim_create_user_command('Nbproject', function(call)
  require('nbproject.command').run(call.fargs)
end, {
  nargs = '+',
  complete = function(prefix, line)
    return require('nbproject.command').complete(prefix, line)
  end,
  desc = 'Work on the notebook in this buffer',
})

local group = vim.api.nvim_create_augroup('nbproject', {})

vim.api.nvim_create_autocmd('LspAttach', {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == 'nbproject' then
      require('nbproject.buffer').attached(event.buf)
    end
  end,
})

vim.api.nvim_create_autocmd('LspDetach', {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == 'nbproject' then
      require('nbproject.header').forget(event.buf)
    end
  end,
})

if (vim.g.nbproject or {}).enable ~= false then
  require('nbproject.server').enable()
end

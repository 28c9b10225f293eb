import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const clients = path.join(import.meta.dirname, '..', '..', 'clients');

function sources(folder: string): string {
  return readdirSync(path.join(clients, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|lua|el)$/.test(file))
    .map((file) => readFileSync(path.join(clients, folder, file), 'utf8'))
    .join('\n');
}

/** The server sends what notebooks say as data too, such as titles in a graph: here is what keeps clients from making more of them than text. */
describe('A client', () => {
  test('Should make text of what it shows in a page, whose scripts are its own', () => {
    const pages = sources('vscode/src');
    expect(pages).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc/);
    expect(pages.match(/\.html = /g)).toHaveLength(1);
    expect(pages).toContain("default-src 'none'");
    expect(pages).not.toMatch(/'unsafe-|supportHtml/);
  });

  test('Should let Markdown of the server call our own commands alone', () => {
    const trusted = [...sources('vscode/src').matchAll(/isTrusted = (.*);/g)].map(([, value]) => value);
    expect(trusted).toEqual(['{ enabledCommands: Object.values(commands) }']);
  });

  test('Should run nothing that a notebook says', () => {
    const lua = sources('nvim');
    expect(lua).not.toMatch(/\b(?:loadstring|load|luaeval|io\.popen|os\.execute)\(|vim\.fn\.(?:system|eval)\(/);
    // Its own configuration alone.
    expect(lua.match(/dofile\([^)]*\)/g)).toEqual(["dofile(vim.api.nvim_get_runtime_file('lsp/nbproject.lua', false)"]);
    const elisp = sources('emacs');
    expect(elisp).not.toMatch(/\((?:eval|read|shell-command\S*|call-process\S*) /);
  });
});

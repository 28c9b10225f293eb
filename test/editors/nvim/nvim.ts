import { eventually, type Truthful } from '../waiting.ts';
import { type NvimOptions, type NvimProcess, startNvimProcess } from './process.ts';

/** A real Neovim, and what a user does with it and sees of it. */
export interface Nvim extends NvimProcess {
  /** Types keys in Neovim's notation (`<Esc>`). */
  press(keys: string): Promise<void>;
  /** Runs an Ex command; what it would print is the result. */
  command(command: string): Promise<string>;
  /** Runs the body of a Lua function, which gets `args` as `...`. */
  lua<Result>(body: string, ...args: unknown[]): Promise<Result>;
  /** Opens a file with `:edit`. */
  open(path: string): Promise<void>;
  /** The current buffer's text, without a final newline. */
  text(): Promise<string>;
  /** Waits until the text holds this. */
  textWith(part: string): Promise<void>;
  /** Waits until the file would be written as exactly this text. */
  textIs(text: string): Promise<void>;
  /** Waits until our server is attached to the current buffer. */
  attached(): Promise<void>;
  /** What our server published for the current buffer, in the order of the text. */
  diagnostics(): Promise<SeenDiagnostic[]>;
  /** The diagnostics, once one of this code is among them. */
  diagnosticsWith(code: string): Promise<SeenDiagnostic[]>;
  /** Waits until no diagnostic of this code is left. */
  diagnosticsWithout(code: string): Promise<void>;
  /** Puts the cursor on the first character of the first diagnostic of this code, once there is one. */
  goTo(code: string): Promise<void>;
  /** Opens the menu of code actions under the cursor, chooses the first whose title fits, and gives all titles shown. */
  chooseCodeAction(title: RegExp): Promise<string[]>;
  /** The names of the clients attached to the current buffer. */
  clients(): Promise<string[]>;
  /** Waits until what is drawn holds this text, and gives the whole screen. */
  drawn(text: string | RegExp): Promise<string>;
  /** Waits until `read` gives something other than undefined, null, or false. */
  eventually<Result>(what: string, read: () => Promise<Result> | Result): Promise<Truthful<Result>>;
}

interface SeenDiagnostic {
  readonly code: string;
  /** 1 error, 2 warning, 3 info, 4 hint. */
  readonly severity: number;
  readonly message: string;
  /** Both 0-based, the column in bytes. */
  readonly line: number;
  readonly column: number;
  /** The text under its range. */
  readonly text: string;
}

export async function startNvim(program: string, options: NvimOptions = {}): Promise<Nvim> {
  const nvimProcess = await startNvimProcess(program, options);
  const nvim: Nvim = {
    ...nvimProcess,
    async press(keys) {
      await nvim.request('nvim_input', keys);
    },
    async command(command) {
      return (await nvim.request<{ output: string }>('nvim_exec2', command, { output: true })).output;
    },
    lua: (body, ...args) => nvim.request('nvim_exec_lua', body, args),
    async open(path) {
      await nvim.request('nvim_cmd', { cmd: 'edit', args: [path], magic: { file: false, bar: false } }, {});
    },
    text: () => nvim.lua(`return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), '\\n')`),
    async textWith(part) {
      await nvim.eventually(`${part} in the text`, async () => (await nvim.text()).includes(part));
    },
    async textIs(text) {
      await nvim.eventually('the text expected', async () => `${await nvim.text()}\n` === text);
    },
    async attached() {
      await nvim.eventually('our server', async () => (await nvim.clients()).includes('nbproject'));
    },
    diagnostics: () => nvim.lua(readDiagnostics),
    diagnosticsWith: (code) =>
      nvim.eventually(`a diagnostic ${code}`, async () => {
        const seen = await nvim.diagnostics();
        return seen.some((diagnostic) => diagnostic.code === code) && seen;
      }),
    async diagnosticsWithout(code) {
      await nvim.eventually(`no diagnostic ${code}`, async () =>
        (await nvim.diagnostics()).every((diagnostic) => diagnostic.code !== code),
      );
    },
    async goTo(code) {
      const first = (await nvim.diagnosticsWith(code)).find((diagnostic) => diagnostic.code === code);
      await nvim.request('nvim_win_set_cursor', 0, [(first?.line ?? 0) + 1, first?.column ?? 0]);
    },
    async chooseCodeAction(title) {
      await nvim.press('<Cmd>lua vim.lsp.buf.code_action()<CR>');
      // The menu is `inputlist()`: no request is answered until something is chosen, so it is read from the screen.
      const shown = await nvim.drawn(/^Code actions:.*^Type number and/ms);
      const entries = [...shown.matchAll(/^(\d+): (.*)$/gm)].map(([, number = '', text = '']) => ({ number, text }));
      const chosen = entries.find(({ text }) => title.test(text));
      if (chosen === undefined) throw new Error(`no code action ${title} in the menu:\n${shown}`);
      await nvim.press(`${chosen.number}<CR>`);
      return entries.map(({ text }) => text);
    },
    clients: () =>
      nvim.lua(`return vim.tbl_map(function(client) return client.name end, vim.lsp.get_clients({ bufnr = 0 }))`),
    drawn: (text) =>
      nvim.eventually(`${text} on the screen`, () => {
        const seen = nvim.screen();
        return (typeof text === 'string' ? seen.includes(text) : text.test(seen)) && seen;
      }),
    eventually: (what, read) => eventually(what, read, nvim.screen),
  };
  return nvim;
}

const readDiagnostics = `
  local seen = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    if diagnostic.source == 'nbproject' then
      local text = vim.api.nvim_buf_get_text(
        0, diagnostic.lnum, diagnostic.col, diagnostic.end_lnum, diagnostic.end_col, {})
      table.insert(seen, {
        code = diagnostic.code,
        severity = diagnostic.severity,
        message = diagnostic.message,
        line = diagnostic.lnum,
        column = diagnostic.col,
        text = table.concat(text, '\\n'),
      })
    end
  end
  table.sort(seen, function(a, b)
    if a.line ~= b.line then return a.line < b.line end
    return a.column < b.column
  end)
  return seen`;

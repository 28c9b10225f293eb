import { copyFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished, test } from 'vitest';
import { startEmacs } from '../editors/emacs/emacs.ts';
import { configure } from '../editors/helix/configure.ts';
import { type Isolation, isolate, repository } from '../editors/isolation.ts';
import { provision } from '../editors/provision.ts';
import { startTerminal, type Terminal } from '../editors/terminal.ts';
import { eventually } from '../editors/waiting.ts';
import { makeEnvironment } from '../support/exampleEnvironment.ts';
import { dark, light, type Theme, terminalSvg } from './terminalSvg.ts';

const editors = await provision('all');
const size = { columns: 110, rows: 24 };
/** For two windows. */
const tall = { columns: 110, rows: 27 };
const notebook = 'yeast_growth.ipynb';

test('Neovim', async () => {
  const isolation = isolate('nvim');
  copyExample(isolation);
  const commands = [
    `set runtimepath^=${path.join(repository, 'clients/nvim')}`,
    'lua vim.diagnostic.config({ virtual_text = true })',
    'set termguicolors background=dark noswapfile shortmess+=F noshowcmd laststatus=2 scrolloff=0',
    `let &statusline = "%f %m%=%{v:lua.require'nbproject'.statusline()} %l,%c "`,
  ];
  const program = programOf('nvim');
  const terminal = await start(isolation, [program, '--clean', ...commands.flatMap((one) => ['--cmd', one]), notebook]);
  await drawn(terminal, /E1 W4 I1 H1/);
  await terminal.type(':Nbproject header');
  await terminal.press('Enter');
  await drawn(terminal, /state +uninitialized/);
  await terminal.type('27Gzt42G6|');
  await drawn(terminal, /is defined only in cell 4/);
  await keep(
    terminal,
    'neovim',
    dark,
    `${notebook} in Neovim: findings behind the lines that they are about, and the header in a float`,
  );
});

test('Emacs', async () => {
  const emacs = await startEmacs(programOf('emacs'), 'eglot', {
    init: ["(setq frame-background-mode 'light eldoc-echo-area-use-multiline-p nil)"],
    size: tall,
  });
  onTestFinished(() => emacs.quit());
  copyExample(emacs);
  await emacs.open(path.join(emacs.workspace, notebook));
  await drawn(emacs, /E1 W4 I1 H1/);
  await emacs.press('C-c', 'C-c');
  await drawn(emacs, /state +uninitialized/);
  await emacs.goTo('used-before-defined');
  await drawn(emacs, /is defined only in cell 4/);
  await keep(
    emacs,
    'emacs',
    light,
    `${notebook} in Emacs: findings underlined, the one at point named in the echo area, and the header below`,
  );
});

test('Helix', async () => {
  const isolation = isolate('helix');
  configure(isolation);
  copyExample(isolation);
  const terminal = await start(isolation, [programOf('hx'), notebook]);
  await drawn(terminal, /● 4 ● 1/);
  await terminal.type('50ggzt42gg');
  await drawn(terminal, /defined only in cell 4/);
  await terminal.press('Space', 'a');
  await drawn(terminal, /Ignore used-before-defined/);
  await keep(terminal, 'helix', dark, `${notebook} in Helix: the menu of code actions above the text`);
});

function programOf(name: string): string {
  const editor = editors.find((one) => one.name === name);
  if (!editor) throw new Error(`There is no ${name} here.`);
  return editor.program;
}

/** As it is in the repository, saved at a time and beside an environment that are the same on every machine. */
function copyExample({ workspace }: Isolation): void {
  const file = path.join(workspace, notebook);
  copyFileSync(path.join(repository, 'examples', notebook), file);
  const saved = new Date(2026, 10, 24, 9, 0);
  utimesSync(file, saved, saved);
  makeEnvironment(path.join(workspace, '.venv'), {});
}

async function start(isolation: Isolation, command: readonly string[]): Promise<Terminal> {
  const terminal = await startTerminal(isolation, command, size);
  onTestFinished(() => terminal.quit());
  return terminal;
}

function drawn(terminal: Terminal, text: RegExp): Promise<string> {
  return eventually(
    `${text} on the screen`,
    async () => {
      const seen = await terminal.screen();
      return text.test(seen) && seen;
    },
    terminal.screen,
  );
}

async function keep(terminal: Terminal, name: string, theme: Theme, title: string): Promise<void> {
  const svg = terminalSvg(await terminal.drawing(), theme, title);
  writeFileSync(path.join(repository, 'docs', 'images', `${name}.svg`), svg);
}

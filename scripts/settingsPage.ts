import { commands } from '../protocol/src/index.ts';
import { vscodeSettings } from './vscodeSettings.ts';

/** Where the clients say what they call the server's commands. */
export interface ClientSources {
  /** `contributes.commands` of clients/vscode/package.json. */
  readonly vscode: readonly { readonly command: string; readonly title: string }[];
  /** clients/nvim/lua/nbproject/command.lua */
  readonly nvim: string;
  /** clients/emacs/nbproject.el */
  readonly emacs: string;
}

/** The page docs/settings.md, made from the settings of the extension and from what each client calls a command. */
export function settingsPage(sources: ClientSources): string {
  return `${[introduction, settingsTable(), where, commandTable(sources), others].join('\n\n')}\n`;
}

const introduction = `# Settings and commands in editors

<!-- Written by \`npm run docs\` from scripts/vscodeSettings.ts and the clients: do not edit. -->

What a project agrees on stands in its [configuration](configuration.md), and counts for every editor and the command line. These are your own; they come on top.

## Settings`;

function settingsTable(): string {
  const { properties } = vscodeSettings() as { readonly properties: Readonly<Record<string, Setting>> };
  const rows = Object.entries(properties)
    .filter(([name]) => name !== 'nbproject.trace.server')
    .map(([name, setting]) => [`\`${name}\``, taken(setting), setting.markdownDescription]);
  return table(['setting', 'takes', 'what it does'], rows);
}

interface Setting {
  readonly type: string | readonly string[];
  readonly markdownDescription: string;
  readonly properties?: Readonly<Record<string, { readonly enum: readonly string[] }>>;
}

function taken({ type, properties }: Setting): string {
  if (type === 'array') return 'a list';
  const [first] = Object.values(properties ?? {});
  if (first) return `a table: for each one of ${first.enum.map((name) => `\`${name}\``).join(', ')}`;
  return 'a text';
}

const where = `Where they stand:

| editor | |
|---|---|
| VS Code | in its settings, by these names. \`nbproject.trace.server\` writes the talk with the server into the output channel |
| Neovim | \`vim.g.nbproject = { settings = { ignore = { 'uninitialized' } } }\` |
| Emacs | \`(setq nbproject-settings '(:ignore ["uninitialized"]))\` |
| any other | under \`nbproject\`, where it keeps the settings of a server: in \`initializationOptions\`, or as the answer to \`workspace/configuration\` |

## Commands`;

function commandTable({ vscode, nvim, emacs }: ClientSources): string {
  const keys = new Map([...emacs.matchAll(/\("(\w)" \. ([\w-]+)\)/g)].map(([, letter, name]) => [name, letter]));
  const rows = Object.values(commands).flatMap((command) => {
    const title = vscode.find((one) => one.command === command)?.title;
    // That of a code action takes what is put into it.
    if (title === undefined) return [];
    const lua = nvimName(nvim, command);
    const lisp = emacsName(emacs, command);
    const key = keys.get(lisp);
    return [
      [
        title,
        lua === undefined ? '–' : `\`:Nbproject ${lua}\``,
        lisp === undefined ? '–' : `\`${lisp}\`${key === undefined ? '' : `, \`C-c C-${key}\``}`,
        `\`${command}\``,
      ],
    ];
  });
  return table(['VS Code, under `nbproject:`', 'Neovim', 'Emacs', 'the server, for any other editor'], rows);
}

/** The clients show the header themselves. */
const header = { nvim: 'header', emacs: 'nbproject-header' };

function nvimName(source: string, command: string): string | undefined {
  if (command === commands.showHeader) return header.nvim;
  const entries = source.split(/^ {2}(?=[\w[\]'-]+ = )/m);
  return /^\[?'?([\w-]+)/.exec(entries.find((entry) => entry.includes(`'${command}'`)) ?? '')?.[1];
}

function emacsName(source: string, command: string): string | undefined {
  if (command === commands.showHeader) return header.emacs;
  const definitions = source.split(/^\(defun /m);
  return /^\S+/.exec(definitions.find((definition) => definition.includes(`"${command}"`)) ?? '')?.[0];
}

const others = `In a script, Emacs has them behind \`C-c ,\` in the place of \`C-c C-\`. The page of a rule: a click on its code in VS Code, \`:Nbproject rules\`, \`C-c C-w\`. The server
anew: \`:Nbproject restart\`, \`C-c C-s\`. The last three are \`nbls init\`, \`nbls sync\` and \`nbls reqs\` too. What the commands take and give: [protocol](protocol.md#commands).`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

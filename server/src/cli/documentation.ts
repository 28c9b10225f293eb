import { commonOptions, type Option } from './arguments/options.ts';
import type { Command } from './command.ts';
import { commands } from './commands/index.ts';
import { server } from './commands/server.ts';
import { spelled } from './help.ts';

/** The page docs/command-line.md, made from what `nbls --help` is made from. */
export function commandLinePage(): string {
  return `${[introduction, overview(), ...commands.map(section)].join('\n\n')}\n`;
}

const introduction = `# The command line

<!-- Written by \`npm run docs\` from server/src/cli/commands: do not edit. -->

\`nbls\` has the editor's rules for a terminal, for CI and for hooks. \`nbls COMMAND --help\` prints what stands here of a command.

It ends with 0 where nothing was found and all was done, with 1 where something was found or could not be done, with 2 where the call is wrong or what
it names is not there, and with 130 where it was interrupted.`;

function overview(): string {
  return table(
    ['command', 'what it does'],
    commands.map((command) => [`[\`${call(command)}\`](#nbls-${command.name})`, command.summary]),
  );
}

function section(command: Command): string {
  const { summary, details, options } = command;
  const rows = Object.entries({ ...options, ...commonOptions }).map(([long, option]) => optionRow(long, option));
  // The server has a help of its own.
  const optionTable = command === server ? serverOptions : table(['option', 'what it does'], rows);
  const more = further[command.name];
  return [
    `## nbls ${command.name}`,
    `\`${call(command)}\``,
    `${summary}.`,
    optionTable,
    ...(details === undefined ? [] : [details]),
    ...(more === undefined ? [] : [`More: ${more}.`]),
  ].join('\n\n');
}

function optionRow(long: string, option: Option): readonly string[] {
  return [`\`${spelled(long, option)}\``, option.help];
}

const serverOptions = '`nbls server --help` lists them: how an editor speaks to it, and what it ends with.';

/** By command: the pages that say more. */
const further: Readonly<Record<string, string>> = {
  check: '[in CI](ci.md) has formats and exit codes, [configuration](configuration.md) what the files say',
  header: '[publishing](publish.md#what-the-receiver-sees)',
  graph: '[graph](graph.md)',
  badge: '[badge](graph.md#a-badge)',
  init: '[projects](project.md)',
  sync: '[projects](project.md)',
  reqs: '[projects](project.md)',
  publish: '[publishing](publish.md)',
  rules: '[rules](rules.md)',
  server: '[editors](editors.md), [the protocol](protocol.md)',
};

function call({ name, usage }: Command): string {
  return `nbls ${name} ${usage}`.trim();
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

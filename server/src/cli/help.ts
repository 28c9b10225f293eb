import type { Option, Options } from './arguments/options.ts';
import type { Command } from './command.ts';

/** What `nbls --help` prints. */
export function programHelp(commands: readonly Command[]): string {
  const rows = commands.map(({ name, usage, summary }) => [`${name} ${usage}`.trim(), summary] as const);
  return `nbls: checks Jupyter notebooks, and shows what is recorded about them.

Usage: nbls COMMAND …

Commands:
${table(rows)}

  -h, --help     print this help; nbls COMMAND --help for that of a command
  -V, --version  print the version

Exit codes: 0 nothing found, 1 findings, 2 the call is wrong or a path is not there.
`;
}

/** What `nbls COMMAND --help` prints. */
export function commandHelp({ name, usage, summary, details }: Command, options: Options): string {
  const rows = Object.entries(options).map(([long, option]) => [spelled(long, option), option.help] as const);
  return `Usage: nbls ${`${name} ${usage}`.trim()}

${summary}.

Options:
${table(rows)}
${details === undefined ? '' : `\n${details}\n`}`;
}

/** An option as a call has it: `-q, --quiet`, `--config FILE`. */
export function spelled(long: string, { short, value }: Option): string {
  return `${short === undefined ? '' : `-${short}, `}--${long}${value === undefined ? '' : ` ${value}`}`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}

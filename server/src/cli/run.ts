import { suggestion } from '../notebook/text/nearest.ts';
import { commonOptions } from './arguments/options.ts';
import { parseCall } from './arguments/parse.ts';
import type { Command, ExitCode } from './command.ts';
import { commands } from './commands/index.ts';
import { server } from './commands/server.ts';
import { commandHelp, programHelp } from './help.ts';
import { type Console, processConsole } from './terminal/console.ts';
import { endOnBugs } from './terminal/lastWords.ts';

declare const __VERSION__: string;

/** Carries out a call of the program; what is wrong with it is said on standard error. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const [first, ...rest] = args;
  // It goes on where it can.
  if (first !== server.name) endOnBugs();
  const console = processConsole();
  if (first === undefined) return wrongCall(console, 'a command is missing', programHelp(commands));
  if (first === '--version' || first === '-V') return said(console, `nbls ${__VERSION__}\n`);
  if (first === '--help' || first === '-h' || first === 'help') return helpFor(rest[0], console);
  const command = commands.find(({ name }) => name === first);
  if (!command) {
    const what = first.startsWith('-') ? 'option' : 'command';
    const hint = suggestion(first, [...commands.map(({ name }) => name), '--help', '--version']);
    return wrongCall(console, `unknown ${what} ${first}${hint}`, 'Run nbls --help for the list of commands.\n');
  }
  return runCommand(command, rest, console);
}

async function runCommand(command: Command, args: readonly string[], console: Console): Promise<ExitCode> {
  // The server's options are its own affair.
  if (command === server)
    return command.run({ positionals: args, has: () => false, value: () => undefined, list: () => [] }, console);
  const options = { ...command.options, ...commonOptions };
  const call = parseCall(args, options);
  if (typeof call === 'string') return wrongCall(console, call, `Run nbls ${command.name} --help for its options.\n`);
  if (call.has('help')) return said(console, commandHelp(command, options));
  return command.run(call, console);
}

async function helpFor(name: string | undefined, console: Console): Promise<ExitCode> {
  const command = commands.find((one) => one.name === name);
  return said(
    console,
    command ? commandHelp(command, { ...command.options, ...commonOptions }) : programHelp(commands),
  );
}

async function said(console: Console, text: string): Promise<ExitCode> {
  await console.out.write(text);
  return 0;
}

async function wrongCall(console: Console, problem: string, hint: string): Promise<ExitCode> {
  await console.complain(problem);
  await console.err.write(hint);
  return 2;
}

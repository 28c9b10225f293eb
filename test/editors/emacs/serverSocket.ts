import { connect } from 'node:net';
import { text } from 'node:stream/consumers';

/**
 * Has the server in Emacs evaluate a form, as `emacsclient --eval` does (server.el, "server-process-filter"), without a process for each:
 * tests ask many times a second. Gives what is printed; rejects with Emacs's own words where the form fails.
 */
export async function evaluateAt(socket: string, form: string): Promise<string> {
  const connection = connect(socket);
  connection.write(`-current-frame -eval ${quoted(form)} \n`);
  const answers = (await text(connection)).split('\n').map((line) => /^-(\S+) ?(.*)$/.exec(line) ?? []);
  const of = (kind: RegExp) => answers.filter(([, name = '']) => kind.test(name)).map(([, , value = '']) => value);
  const [failure] = of(/^error$/);
  if (failure !== undefined) throw new Error(unquoted(failure));
  return unquoted(of(/^print/).join(''));
}

function quoted(argument: string): string {
  return argument.replaceAll(/[&\n ]|^-/g, (sign) => `&${sign === ' ' ? '_' : sign === '\n' ? 'n' : sign}`);
}

function unquoted(argument: string): string {
  return argument.replaceAll(/&(.)/g, (_, sign: string) => (sign === '_' ? ' ' : sign === 'n' ? '\n' : sign));
}

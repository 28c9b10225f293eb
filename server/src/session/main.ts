import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startServer } from './server.ts';
import { openTransport, parseServerArguments, serverUsage } from './transport.ts';
import { watchProcess } from './watchdog.ts';

declare const __VERSION__: string;

/** The language server as a process: `args` are those behind the program's name. */
export function main(args: readonly string[]): void {
  if (args.includes('--version')) process.stdout.write(`${__VERSION__}\n`);
  else if (args.includes('--help')) process.stdout.write(serverUsage);
  else {
    const parsed = parseServerArguments(args);
    if (typeof parsed === 'string') {
      process.stderr.write(`${parsed}\n\n${serverUsage}`);
      process.exitCode = 2;
      return;
    }
    let closed = () => {};
    const [reader, writer] = openTransport(parsed.transport, () => closed());
    closed = startServer(reader, writer, {
      version: __VERSION__,
      pageOf: pageAddress(),
      exit: (code) => process.exit(code),
    });
    if (parsed.clientProcessId !== undefined) watchProcess(parsed.clientProcessId, closed);
  }
}

/** Rule pages lie beside the bundle. */
function pageAddress(): ((code: string) => string) | undefined {
  const folder = path.join(__dirname, 'rules');
  if (!existsSync(folder)) return undefined;
  return (code) => pathToFileURL(path.join(folder, `${code}.md`)).href;
}

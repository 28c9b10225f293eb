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
    const server = startServer(reader, writer, {
      version: __VERSION__,
      loadSession: async () => (await import('./programSession.ts')).openProgramSession,
      exit: (code) => process.exit(code),
      complain: (reason) => void process.stderr.write(`nbproject-language-server: ${reason}\n`),
    });
    closed = server.closed;
    // Rejections that nobody handles come here, too. What cannot be caught is Node's own end, as for want of memory.
    process.on('uncaughtException', server.failed);
    // Nobody is left to tell.
    process.stderr.on('error', () => {});
    if (parsed.clientProcessId !== undefined) watchProcess(parsed.clientProcessId, server.closed);
  }
}

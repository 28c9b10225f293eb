import { createConnection } from 'node:net';
import type { MessageReader, MessageWriter } from 'vscode-jsonrpc/node';
import { IPCMessageReader, IPCMessageWriter, SocketMessageWriter, StreamMessageWriter } from './jsonrpc.ts';
import { FramedReader } from './messages/framedReader.ts';

export interface ServerArguments {
  readonly transport: 'stdio' | 'ipc' | { readonly socket: number } | { readonly pipe: string };
  readonly clientProcessId: number | undefined;
}

export const serverUsage = `Usage: nbproject-language-server [--stdio | --node-ipc | --socket=PORT | --pipe=NAME] [--clientProcessId=PID]

  --stdio                  speak on standard input and output (the default)
  --node-ipc               speak on the channel to the Node.js process that started this one
  --socket=PORT            connect to a port of this machine
  --pipe=NAME              connect to a named pipe or Unix socket
  --clientProcessId=PID    end when this process does
  --version                print the version

Notebooks are checked on the command line by nbls, of the same package.
`;

/** The arguments of the server's command line; a sentence for the user where they are wrong. */
export function parseServerArguments(args: readonly string[]): ServerArguments | string {
  let transport: ServerArguments['transport'] = 'stdio';
  let clientProcessId: number | undefined;
  for (let index = 0; index < args.length; index++) {
    const [name = '', inline] = splitOnce(args[index] ?? '', '=');
    const value = () => inline ?? args[++index] ?? '';
    if (name === '--stdio') transport = 'stdio';
    else if (name === '--node-ipc') transport = 'ipc';
    else if (name === '--pipe') transport = { pipe: value() };
    else if (name === '--socket') {
      const port = Number(value());
      if (!Number.isInteger(port) || port < 1 || port > 65_535) return '--socket needs a port from 1 to 65535.';
      transport = { socket: port };
    } else if (name === '--clientProcessId') {
      clientProcessId = Number(value());
      if (!Number.isInteger(clientProcessId) || clientProcessId < 1) return '--clientProcessId needs a process id.';
    } else return `Unknown argument ${name}.`;
  }
  return { transport, clientProcessId };
}

/** Opens the connection's two ends. `closed` is called when the client's end of Node's channel closes; the others' readers tell. */
export function openTransport(
  transport: ServerArguments['transport'],
  closed: () => void,
): readonly [MessageReader, MessageWriter] {
  if (transport === 'ipc') {
    process.on('disconnect', closed);
    return [new IPCMessageReader(process), new IPCMessageWriter(process)];
  }
  if (transport === 'stdio') return [new FramedReader(process.stdin), new StreamMessageWriter(process.stdout)];
  const socket =
    'pipe' in transport ? createConnection(transport.pipe) : createConnection(transport.socket, '127.0.0.1');
  return [new FramedReader(socket), new SocketMessageWriter(socket)];
}

function splitOnce(text: string, separator: string): readonly [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

import {
  createMessageConnection,
  ErrorCodes,
  type MessageReader,
  type MessageWriter,
  ResponseError,
} from 'vscode-jsonrpc/node';
import type { CancellationToken, InitializeParams, InitializeResult } from 'vscode-languageserver-protocol';
import { visibleLines } from '../notebook/untrusted.ts';
import { capabilitiesFor } from './capabilities.ts';
import { clientOf } from './client.ts';
import type { Connection } from './connection.ts';
import { Lifecycle } from './lifecycle.ts';
import { notifications } from './notifications.ts';
import { requests } from './requests.ts';
import { Session } from './session.ts';
import type { SessionOptions } from './settings/sessionOptions.ts';
import { readSettings } from './settings/settings.ts';
import { foldersAt } from './uris.ts';
import { watchProcess } from './watchdog.ts';

export interface ServerOptions extends SessionOptions {
  readonly version: string;
  /** Ends the process: 0 after a shutdown, 1 without. */
  readonly exit: (code: 0 | 1) => void;
}

/**
 * Serves one client over one connection. Every request gets exactly one answer, also when its handler throws; only errors before
 * `initialize` and after `shutdown`. Returns what to call when the client's end has closed.
 */
export function startServer(reader: MessageReader, writer: MessageWriter, options: ServerOptions): () => void {
  const messages = createMessageConnection(reader, writer);
  const lifecycle = new Lifecycle();
  let session: Session | undefined;

  const end = () => {
    session?.dispose();
    options.exit(lifecycle.exitCode);
  };

  const connection: Connection = {
    // Work that was under way at shutdown may still have something to say.
    notify: (method, params) => {
      if (lifecycle.isRunning) messages.sendNotification(method, params).catch(() => {});
    },
    request: async (method, params) => {
      if (!lifecycle.isRunning) throw new Error('The session has ended.');
      return params === undefined ? messages.sendRequest(method) : messages.sendRequest(method, params);
    },
    log: (level, message) =>
      connection.notify('window/logMessage', { type: logTypes[level], message: visibleLines(message) }),
  };

  const initialize = (params: InitializeParams): InitializeResult => {
    const client = clientOf(params);
    const initial = params.initializationOptions as { nbproject?: unknown } | undefined;
    const { settings, problems } = readSettings(initial?.nbproject ?? initial);
    session = new Session(client, connection, settings, options);
    session.setFolders(foldersOf(params));
    for (const problem of problems) connection.log('warning', problem);
    if (typeof params.processId === 'number') watchProcess(params.processId, end);
    return {
      capabilities: capabilitiesFor(client),
      serverInfo: { name: 'nbproject', version: options.version },
    };
  };

  messages.onRequest(async (method: string, params: object | unknown[] | undefined, token: CancellationToken) => {
    lifecycle.admit(method);
    if (method === 'initialize') return initialize(params as InitializeParams);
    if (method === 'shutdown') {
      lifecycle.shutDown();
      session?.dispose();
      return null;
    }
    const handler = Object.hasOwn(requests, method) ? requests[method] : undefined;
    if (!handler || !session) throw new ResponseError(ErrorCodes.MethodNotFound, `\`${method}\` is not offered.`);
    return answer(connection, method, token, () => handler(session as Session, params as never));
  });

  messages.onNotification((method: string, params: object | unknown[] | undefined) => {
    if (method === 'exit') {
      end();
      return;
    }
    const handler = Object.hasOwn(notifications, method) ? notifications[method] : undefined;
    if (!handler || !session || !lifecycle.isRunning) return;
    try {
      handler(session, params as never);
    } catch (error) {
      connection.log('error', `\`${method}\` failed: ${described(error)}`);
    }
  });

  messages.onError(([error]) => connection.log('error', `A message could not be read: ${described(error)}`));
  reader.onError((error) => {
    // Behind a body that is no JSON the next message begins; behind a header that is none, nobody knows where.
    if (!(error instanceof SyntaxError)) end();
  });
  messages.onClose(end);
  messages.listen();
  return end;
}

/** The folders that the client has open: nothing in them is ever run. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return foldersAt(workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []));
}

async function answer(
  connection: Connection,
  method: string,
  token: CancellationToken,
  handle: () => unknown,
): Promise<unknown> {
  if (token.isCancellationRequested) throw new ResponseError(requestCancelled, 'Cancelled.');
  try {
    return await handle();
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    connection.log('error', `\`${method}\` failed: ${described(error)}`);
    throw new ResponseError(
      ErrorCodes.InternalError,
      `\`${method}\` failed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

const requestCancelled = -32800;

/** LSP `MessageType`. */
const logTypes = { error: 1, warning: 2, info: 3 } as const;

function described(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

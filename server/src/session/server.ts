import {
  CancellationTokenSource,
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
import { answerInTime, answerOf, cancel, described } from './messages/answer.ts';
import { checkedMessages } from './messages/checkedMessages.ts';
import { UnreadableBody } from './messages/framedReader.ts';
import { problemOfNotification, problemOfRequest } from './messages/params.ts';
import { notifications } from './notifications.ts';
import { operations, requests } from './requests.ts';
import { Session } from './session.ts';
import type { SessionOptions } from './settings/sessionOptions.ts';
import { readSettings } from './settings/settings.ts';
import { foldersAt } from './uris.ts';
import { watchProcess } from './watchdog.ts';

export interface ServerOptions extends SessionOptions {
  readonly version: string;
  /** Ends the process: 0 after a shutdown, 1 without. */
  readonly exit: (code: 0 | 1) => void;
  /** Says why it ends where the client cannot be told. */
  readonly complain: (reason: string) => void;
}

/** A client waits no longer for what it only asked, in milliseconds. */
const answerLimit = 10_000;

/**
 * Serves one client over one connection. Every request gets exactly one answer, also when its handler throws; only errors before
 * `initialize` and after `shutdown`. Returns what to call when the client's end has closed.
 */
export function startServer(reader: MessageReader, writer: MessageWriter, options: ServerOptions): () => void {
  const messages = createMessageConnection(...checkedMessages(reader, writer));
  const lifecycle = new Lifecycle();
  const underWay = new Set<AbortController>();
  let session: Session | undefined;

  const end = () => {
    session?.dispose();
    options.exit(lifecycle.exitCode);
  };
  const fail = (error: Error) => {
    options.complain(error.message);
    end();
  };

  const connection: Connection = {
    // Work that was under way at shutdown may still have something to say.
    notify: (method, params) => {
      if (lifecycle.isRunning) messages.sendNotification(method, params).catch(() => {});
    },
    request: async (method, params, signal) => {
      if (!lifecycle.isRunning) throw new Error('The session has ended.');
      const source = new CancellationTokenSource();
      const tell = () => source.cancel();
      signal?.addEventListener('abort', tell);
      const answer =
        params === undefined
          ? messages.sendRequest(method, source.token)
          : messages.sendRequest(method, params, source.token);
      return (answer as Promise<never>).finally(() => signal?.removeEventListener('abort', tell));
    },
    log: (level, message) =>
      connection.notify('window/logMessage', { type: logTypes[level], message: visibleLines(message) }),
  };

  const initialize = (params: InitializeParams): InitializeResult => {
    const client = clientOf(params);
    const initial = params.initializationOptions as { nbproject?: unknown } | undefined;
    const { settings, problems } = readSettings(initial?.nbproject ?? initial);
    lifecycle.run();
    session = new Session(client, connection, settings, options);
    session.setFolders(foldersOf(params));
    for (const problem of problems) connection.log('warning', problem);
    if (typeof params.processId === 'number') watchProcess(params.processId, end);
    return {
      capabilities: capabilitiesFor(client),
      serverInfo: { name: 'nbproject', version: options.version },
    };
  };

  const shutDown = () => {
    lifecycle.shutDown();
    for (const controller of underWay) cancel(controller);
    session?.dispose();
    return null;
  };

  const answer = async (running: Session, method: string, params: unknown, signal: AbortSignal): Promise<unknown> => {
    signal.throwIfAborted();
    const ask = Object.hasOwn(requests, method) ? requests[method] : undefined;
    if (ask) {
      const isShown = () => running.progress.isShown;
      return answerInTime(
        connection,
        method,
        () => ask(running, params as never, signal),
        signal,
        answerLimit,
        isShown,
      );
    }
    const operate = Object.hasOwn(operations, method) ? operations[method] : undefined;
    if (!operate) throw new ResponseError(ErrorCodes.MethodNotFound, `\`${method}\` is not offered.`);
    return answerOf(connection, method, () => operate(running, params as never, signal));
  };

  messages.onRequest(async (method: string, params: unknown, token: CancellationToken) => {
    lifecycle.admit(method);
    if (method === 'shutdown') return shutDown();
    const problem = problemOfRequest(method, params);
    if (problem !== undefined) throw new ResponseError(ErrorCodes.InvalidParams, `\`${method}\`: ${problem}`);
    if (!session) return initialize(params as InitializeParams);
    const controller = new AbortController();
    underWay.add(controller);
    token.onCancellationRequested(() => cancel(controller));
    if (token.isCancellationRequested) cancel(controller);
    try {
      return await answer(session, method, params, controller.signal);
    } finally {
      underWay.delete(controller);
    }
  });

  messages.onNotification((method: string, params: unknown) => {
    if (method === 'exit') {
      end();
      return;
    }
    const handler = Object.hasOwn(notifications, method) ? notifications[method] : undefined;
    if (!handler || !session || !lifecycle.isRunning) return;
    const problem = problemOfNotification(method, params);
    if (problem !== undefined) {
      connection.log('error', `\`${method}\` is left alone: ${problem}`);
      return;
    }
    try {
      handler(session, params as never);
    } catch (error) {
      connection.log('error', `\`${method}\` failed: ${described(error)}`);
    }
  });

  reader.onError((error) => {
    // Behind a body that is no JSON the next message begins; behind a header that is none, nobody knows where.
    if (error instanceof UnreadableBody) connection.log('error', `A message could not be read: ${error.message}`);
    else fail(error);
  });
  writer.onError(([error]) => {
    // Else it is one message that could not be written, and is answered with an error.
    if ('code' in error) fail(error);
  });
  messages.onClose(end);
  messages.listen();
  return end;
}

/** The folders that the client has open: nothing in them is ever run. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return foldersAt(workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []));
}

/** LSP `MessageType`. */
const logTypes = { error: 1, warning: 2, info: 3 } as const;

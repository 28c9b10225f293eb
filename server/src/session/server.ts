import { setImmediate, setTimeout } from 'node:timers/promises';
import type { MessageReader, MessageWriter } from 'vscode-jsonrpc/node';
import type { CancellationToken, InitializeParams, InitializeResult } from 'vscode-languageserver-protocol';
import { visibleLines } from '../notebook/untrusted.ts';
import { capabilitiesFor } from './capabilities.ts';
import { type Client, clientOf } from './client.ts';
import type { Connection } from './connection.ts';
import { CancellationTokenSource, createMessageConnection } from './jsonrpc.ts';
import { Lifecycle } from './lifecycle.ts';
import { cancel } from './messages/answer.ts';
import { checkedMessages } from './messages/checkedMessages.ts';
import { described, invalidParams } from './messages/errors.ts';
import { UnreadableBody } from './messages/framedReader.ts';
import { problemOfRequest } from './messages/params.ts';
import type { OpenSession, SessionOpener } from './openSession.ts';
import { strayFailures } from './strayFailures.ts';
import { watchProcess } from './watchdog.ts';

export interface ServerOptions {
  readonly version: string;
  /** Asked for when `initialize` has been answered, which needs none of it: what is loaded meanwhile, the client need not wait for. */
  readonly loadSession: () => Promise<SessionOpener>;
  /** Ends the process: 0 after a shutdown, 1 without. */
  readonly exit: (code: 0 | 1) => void;
  /** Says why it ends where the client cannot be told. */
  readonly complain: (reason: string) => void;
}

/** What a server has to be told of. */
export interface RunningServer {
  /** The client's end has closed. */
  readonly closed: () => void;
  /** Something failed that nothing has caught. */
  readonly failed: (error: unknown) => void;
}

/**
 * Serves one client over one connection. Every request gets exactly one answer, also when its handler throws; only errors before
 * `initialize` and after `shutdown`.
 */
export function startServer(reader: MessageReader, writer: MessageWriter, options: ServerOptions): RunningServer {
  const checked = checkedMessages(reader, writer);
  const messages = createMessageConnection(checked.reader, checked.writer);
  const lifecycle = new Lifecycle();
  const underWay = new Set<AbortController>();
  let isOpening = false;
  let session: OpenSession | undefined;
  const early: ((opened: OpenSession) => void)[] = [];

  const end = () => {
    session?.dispose();
    options.exit(lifecycle.exitCode);
  };
  /** What was asked before, perhaps in the same chunk, is answered first: who writes no more may still read. */
  const endWhenAnswered = async () => {
    const inTime = setTimeout(answerTime);
    await Promise.race([checked.answered(), inTime]);
    end();
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

  const open = async (client: Client, params: InitializeParams): Promise<void> => {
    await written();
    const opener = await options.loadSession();
    session = opener(client, params, connection);
    for (const act of early.splice(0)) act(session);
    if (!lifecycle.isRunning) session.dispose();
  };

  /** Messages take effect in the order in which they came, also those that came while the session was being loaded. */
  const inSession = <Result>(act: (opened: OpenSession) => Result): Result | Promise<Result> =>
    session ? act(session) : new Promise((resolve) => early.push((opened) => resolve(act(opened))));

  const initialize = (params: InitializeParams): InitializeResult => {
    const client = clientOf(params);
    lifecycle.run();
    isOpening = true;
    open(client, params).catch((error) => fail(new Error(`The server cannot be loaded: ${described(error)}`)));
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

  messages.onRequest(async (method: string, params: unknown, token: CancellationToken) => {
    lifecycle.admit(method);
    if (method === 'shutdown') return shutDown();
    const problem = problemOfRequest(method, params);
    if (problem !== undefined) throw invalidParams(`\`${method}\`: ${problem}`);
    if (!isOpening) return initialize(params as InitializeParams);
    const controller = new AbortController();
    underWay.add(controller);
    token.onCancellationRequested(() => cancel(controller));
    if (token.isCancellationRequested) cancel(controller);
    try {
      return await inSession((opened) => opened.answer(method, params, controller.signal));
    } finally {
      underWay.delete(controller);
    }
  });

  messages.onNotification((method: string, params: unknown) => {
    if (method === 'exit') {
      void endWhenAnswered();
      return;
    }
    if (lifecycle.isRunning) void inSession((opened) => opened.notify(method, params));
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
  messages.onClose(() => void endWhenAnswered());
  messages.listen();
  const failed = strayFailures(connection, fail);
  return {
    closed: end,
    // Where the client cannot be told yet, or any more.
    failed: (error) => (lifecycle.isRunning ? failed(error) : options.complain(described(error))),
  };
}

/** A client that has gone is not waited for, in milliseconds. */
const answerTime = 5000;

/** Resolves when an answer that is given now has been handed to the pipe: the library writes in a turn of its own. */
async function written(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

/** LSP `MessageType`. */
const logTypes = { error: 1, warning: 2, info: 3 } as const;

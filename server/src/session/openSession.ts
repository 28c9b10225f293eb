import type { InitializeParams } from 'vscode-languageserver-protocol';
import type { Client } from './client.ts';
import type { Connection } from './connection.ts';
import { ErrorCodes, ResponseError } from './jsonrpc.ts';
import { answerInTime, answerOf } from './messages/answer.ts';
import { described } from './messages/errors.ts';
import { addressee, problemOfNotification } from './messages/params.ts';
import { notifications } from './notifications.ts';
import { operations, requests } from './requests.ts';
import { Session } from './session.ts';
import type { SessionOptions } from './sessionOptions.ts';
import { readSettings } from './settings/settings.ts';
import { foldersAt } from './uris.ts';

/** What takes the messages of a client behind `initialize`. */
export interface OpenSession {
  /** Rejects with the error that answers the request. */
  readonly answer: (method: string, params: unknown, signal: AbortSignal) => Promise<unknown>;
  readonly notify: (method: string, params: unknown) => void;
  readonly dispose: () => void;
}

/** Opens the session of a client that has sent these params. */
export type SessionOpener = (client: Client, params: InitializeParams, connection: Connection) => OpenSession;

/** A client waits no longer for what it only asked, in milliseconds. */
const answerLimit = 10_000;

export function sessionOpener(options: SessionOptions): SessionOpener {
  return (client, params, connection) => {
    const initial = params.initializationOptions as { nbproject?: unknown } | undefined;
    const { settings, problems } = readSettings(initial?.nbproject ?? initial);
    const session = new Session(client, connection, settings, options);
    session.setFolders(foldersOf(params));
    for (const problem of problems) connection.log('warning', problem);
    return {
      answer: (method, asked, signal) => answer(session, method, asked, signal),
      notify: (method, told) => notify(session, method, told),
      dispose: () => session.dispose(),
    };
  };
}

async function answer(session: Session, method: string, params: unknown, signal: AbortSignal): Promise<unknown> {
  signal.throwIfAborted();
  const { connection, progress } = session;
  const ask = Object.hasOwn(requests, method) ? requests[method] : undefined;
  // A script is known once the file behind it has been read, which a client need not know.
  const look = session.documents.scripts.firstLook(addressee(params) ?? '');
  const ready = <Result>(handle: () => Result) => (look ? look.then(handle) : handle());
  if (ask) {
    const handle = () => ready(() => ask(session, params as never, signal));
    return answerInTime(connection, method, handle, signal, answerLimit, () => progress.isShown);
  }
  const operate = Object.hasOwn(operations, method) ? operations[method] : undefined;
  if (!operate) throw new ResponseError(ErrorCodes.MethodNotFound, `\`${method}\` is not offered.`);
  return answerOf(connection, method, () => ready(() => operate(session, params as never, signal)));
}

function notify(session: Session, method: string, params: unknown): void {
  const handler = Object.hasOwn(notifications, method) ? notifications[method] : undefined;
  if (!handler) return;
  const problem = problemOfNotification(method, params);
  if (problem !== undefined) {
    session.connection.log('error', `\`${method}\` is left alone: ${problem}`);
    return;
  }
  try {
    handler(session, params as never);
  } catch (error) {
    session.connection.log('error', `\`${method}\` failed: ${described(error)}`);
  }
}

/** The folders that the client has open: nothing in them is ever run. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return foldersAt(workspaceFolders ?? (rootUri ? [{ uri: rootUri }] : []));
}

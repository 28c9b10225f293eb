import type {
  DataCallback,
  Message,
  MessageReader,
  MessageWriter,
  NotificationMessage,
  RequestMessage,
  ResponseMessage,
} from 'vscode-jsonrpc';
import { ErrorCodes } from '../jsonrpc.ts';
import { UnreadableBody } from './framedReader.ts';
import { isId, RequestIds } from './requestIds.ts';

/** The two ends of a connection. */
export interface CheckedMessages {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
  /** Resolves when no request that has come waits for its answer any more: each has been handed to the pipe. */
  readonly answered: () => Promise<void>;
}

/**
 * The two ends of a connection with only messages of JSON-RPC passing: what is none is answered here, as its section "Response object" wants it.
 * Every request gets an id of our own for the way through the library, which loses one of two that have the same.
 */
export function checkedMessages(reader: MessageReader, writer: MessageWriter): CheckedMessages {
  const ids = new RequestIds();
  const refuse = (id: ResponseMessage['id'], code: number, message: string) =>
    void writer.write({ jsonrpc: '2.0', id, error: { code, message } } as ResponseMessage).catch(() => {});

  reader.onError((error) => {
    if (error instanceof UnreadableBody) refuse(null, ErrorCodes.ParseError, `No JSON: ${error.message}`);
  });

  const checked: MessageReader = {
    onError: reader.onError,
    onClose: reader.onClose,
    onPartialMessage: reader.onPartialMessage,
    dispose: () => reader.dispose(),
    listen: (callback) =>
      reader.listen((message) => {
        const refusal = pass(message, ids, callback);
        if (refusal) refuse(refusal.id, ErrorCodes.InvalidRequest, refusal.message);
      }),
  };
  const written: MessageWriter = {
    onError: writer.onError,
    onClose: writer.onClose,
    dispose: () => writer.dispose(),
    end: () => writer.end(),
    write: (message) =>
      isAnswer(message) ? ids.answer(message, (answer) => writer.write(answer)) : writer.write(message),
  };
  return { reader: checked, writer: written, answered: () => ids.allAnswered() };
}

interface Refusal {
  readonly id: ResponseMessage['id'];
  readonly message: string;
}

function pass(value: unknown, ids: RequestIds, callback: DataCallback): Refusal | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { id: null, message: 'A message is one JSON object: LSP has no batches.' };
  const { id, method } = value as Partial<RequestMessage>;
  if (method === undefined) return passAnswer(value, callback);
  if (typeof method !== 'string') return { id: isId(id) ? id : null, message: '`method` has to be a string.' };
  if (id === undefined) passNotification(value as NotificationMessage, ids, callback);
  else if (isId(id)) callback(ids.asked(value as RequestMessage, id));
  else return { id: null, message: '`id` has to be a string or a number.' };
  return undefined;
}

/** An answer without a result is one that its sender's JSON has no word for. */
function passAnswer(value: object, callback: DataCallback): Refusal | undefined {
  const { id, result, error } = value as { readonly id?: unknown; readonly result?: unknown; readonly error?: unknown };
  if (!isId(id) && id !== null) return { id: null, message: 'A message has a `method`, an `id`, or both.' };
  callback((result === undefined && !error ? { ...value, result: null } : value) as ResponseMessage);
  return undefined;
}

function passNotification(message: NotificationMessage, ids: RequestIds, callback: DataCallback): void {
  if (message.method !== '$/cancelRequest') {
    callback(message);
    return;
  }
  const { id } = (message.params ?? {}) as { readonly id?: unknown };
  // Nothing to cancel where it has been answered.
  for (const own of isId(id) ? ids.underWay(id) : [])
    callback({ ...message, params: { id: own } } as NotificationMessage);
}

function isAnswer(message: Message): message is ResponseMessage {
  return (message as Partial<RequestMessage>).method === undefined;
}

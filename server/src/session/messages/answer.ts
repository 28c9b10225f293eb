import type { Connection } from '../connection.ts';
import { ErrorCodes, ResponseError } from '../jsonrpc.ts';
import { described, requestCancelled, requestFailed } from './errors.ts';

/** What `$/cancelRequest` aborts: its reason is the answer that such a request gets. */
export function cancel(controller: AbortController): void {
  controller.abort(requestCancelled());
}

/** What handles a request gives, or an error that answers it; a failure of ours stands in the log as well. */
export async function answerOf(connection: Connection, method: string, handle: () => unknown): Promise<unknown> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof ResponseError) throw error;
    connection.log('error', `\`${method}\` failed: ${described(error)}`);
    const reason = error instanceof Error ? error.message : String(error);
    throw new ResponseError(ErrorCodes.InternalError, `\`${method}\` failed: ${reason}`);
  }
}

/**
 * The same for what only asks: it is answered at once when it is cancelled, and when it has taken longer than `limit` milliseconds, not counting
 * those in which `isShown` says that its user sees why.
 */
export async function answerInTime(
  connection: Connection,
  method: string,
  handle: () => unknown,
  signal: AbortSignal,
  limit: number,
  isShown: () => boolean,
): Promise<unknown> {
  const answer = answerOf(connection, method, handle);
  let timer: NodeJS.Timeout | undefined;
  const cutOff = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      if (isShown()) {
        timer?.refresh();
        return;
      }
      const reason = `\`${method}\` was given up: it took longer than ${limit / 1000} s.`;
      connection.log('warning', reason);
      reject(requestFailed(reason));
    }, limit);
  });
  try {
    return await unlessCancelled(Promise.race([answer, cutOff]), signal);
  } finally {
    clearTimeout(timer);
  }
}

/** What comes of a promise, as long as nobody cancels: for what can go on by itself. */
export async function unlessCancelled<Result>(result: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let abort = () => {};
  const cancelled = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
  });
  try {
    return await Promise.race([result, cancelled]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

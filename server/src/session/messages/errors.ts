import { ErrorCodes, ResponseError } from '../jsonrpc.ts';

/** LSP `LSPErrorCodes`. */
const codes = { requestCancelled: -32800, requestFailed: -32803 } as const;

/** The answer to a request whose params are of the wrong kind. */
export function invalidParams(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

/** The answer to a request that is right, and cannot be carried out. */
export function requestFailed(message: string): ResponseError<void> {
  return new ResponseError(codes.requestFailed, message);
}

/** The answer to a request that the client has cancelled. */
export function requestCancelled(): ResponseError<void> {
  return new ResponseError(codes.requestCancelled, 'Cancelled.');
}

/** An error as the log has it. */
export function described(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

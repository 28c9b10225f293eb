import { ErrorCodes, ResponseError } from './jsonrpc.ts';

/** How far a session is (LSP, "Server lifecycle"): what may be asked depends on it. */
export class Lifecycle {
  #state: 'new' | 'running' | 'shut down' = 'new';

  get isRunning(): boolean {
    return this.#state === 'running';
  }

  /** The exit code that the protocol asks for: 0 after a shutdown, 1 without. */
  get exitCode(): 0 | 1 {
    return this.#state === 'shut down' ? 0 : 1;
  }

  /** Throws the error that answers a request which may not come now. */
  admit(method: string): void {
    if (this.#state === 'shut down')
      throw new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down.');
    if (method === 'initialize') {
      if (this.#state === 'running')
        throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.');
    } else if (this.#state === 'new') {
      throw new ResponseError(ErrorCodes.ServerNotInitialized, `\`${method}\` came before \`initialize\`.`);
    }
  }

  run(): void {
    this.#state = 'running';
  }

  shutDown(): void {
    this.#state = 'shut down';
  }
}

import type { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import { type Message, StreamMessageReader } from 'vscode-jsonrpc/node';
import { serverInProcess } from './serverInProcess.ts';

/** Whatever the server says: a request, a notification or an answer. */
export interface Received extends Message {
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A client that may write anything to a server in this process. */
export class RawClient {
  readonly received: Received[] = [];
  readonly exited: Promise<number>;
  readonly complaints: readonly string[];
  readonly #toServer: PassThrough;
  readonly #waiting = new Set<() => void>();

  constructor(load?: () => Promise<void>) {
    const { toServer, toClient, exited, complaints } = serverInProcess(load);
    this.#toServer = toServer;
    this.exited = exited;
    this.complaints = complaints;
    new StreamMessageReader(toClient).listen((message) => {
      this.received.push(message as Received);
      for (const wake of this.#waiting) wake();
      this.#waiting.clear();
    });
    onTestFinished(() => this.end());
  }

  /** A client whose server is initialized, by the request `start`. */
  static async start(capabilities: object = {}, more: object = {}): Promise<RawClient> {
    const client = new RawClient();
    const params = { processId: null, rootUri: null, capabilities, ...more };
    client.send({ jsonrpc: '2.0', id: 'start', method: 'initialize', params });
    client.send({ jsonrpc: '2.0', method: 'initialized', params: {} });
    await client.answersTo('start');
    return client;
  }

  /** Closes the pipe. */
  end(): void {
    this.#toServer.end();
  }

  write(bytes: Buffer | string): void {
    this.#toServer.write(bytes);
  }

  send(message: unknown): void {
    this.write(framed(JSON.stringify(message)));
  }

  /** The answers with an id, as soon as there are so many. */
  async answersTo(id: unknown, count = 1): Promise<readonly Received[]> {
    const answers = () => this.received.filter((one) => one.method === undefined && one.id === id);
    await this.until(() => answers().length >= count);
    return answers();
  }

  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }
}

export function framed(body: string | Buffer): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}

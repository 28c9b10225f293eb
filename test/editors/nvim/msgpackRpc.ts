import type { Readable, Writable } from 'node:stream';
import { decodeMultiStream, encode } from '@msgpack/msgpack';

/** The client's side of MessagePack-RPC, which Neovim speaks on its standard streams. */
export interface Connection {
  /** Rejects with the error of the answer, or when the connection ends before there is one. */
  request(method: string, ...args: unknown[]): Promise<unknown>;
}

const messageType = { request: 0, response: 1, notification: 2 } as const;

export function connect(
  input: Readable,
  output: Writable,
  onNotification: (method: string, args: unknown[]) => void,
): Connection {
  const waiting = new Map<number, { resolve: (result: unknown) => void; reject: (reason: Error) => void }>();
  let lastId = 0;

  async function listen(): Promise<void> {
    for await (const message of decodeMultiStream(input)) {
      const received = message as Received;
      if (received[0] === messageType.notification) {
        onNotification(received[1], received[2]);
      } else {
        const [, id, error, result] = received;
        const answered = waiting.get(id);
        waiting.delete(id);
        if (error) answered?.reject(new Error(Array.isArray(error) ? String(error[1]) : String(error)));
        else answered?.resolve(result);
      }
    }
    for (const { reject } of waiting.values()) reject(new Error('the connection ended'));
  }
  void listen();
  // What is written after the end fails; that it ended is seen by reading.
  output.on('error', () => undefined);

  return {
    request(method, ...args) {
      const id = ++lastId;
      output.write(encode([messageType.request, id, method, args]));
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
  };
}

type Received =
  | [type: typeof messageType.response, id: number, error: unknown, result: unknown]
  | [type: typeof messageType.notification, method: string, args: unknown[]];

import type { Readable } from 'node:stream';
import type { DataCallback, Message } from 'vscode-jsonrpc';
import { AbstractMessageReader, Disposable } from '../jsonrpc.ts';
import { Frames } from './frames.ts';

/** A body that holds no JSON. The message behind it can be read. */
export class UnreadableBody extends Error {}

/**
 * Reads messages from a stream. The library's own reader takes part of a number for a length, waits without end for what is no header, and reads
 * on where it has lost its place.
 */
export class FramedReader extends AbstractMessageReader {
  readonly #stream: Readable;
  readonly #frames = new Frames();

  constructor(stream: Readable) {
    super();
    this.#stream = stream;
    stream.on('error', (error) => this.fireError(error));
    stream.on('end', () => this.fireClose());
    stream.on('close', () => this.fireClose());
  }

  listen(callback: DataCallback): Disposable {
    const read = (chunk: Buffer) => {
      this.#frames.push(chunk);
      try {
        for (let body = this.#frames.next(); body; body = this.#frames.next()) this.#pass(body, callback);
      } catch (error) {
        this.#stream.off('data', read);
        this.fireError(error);
      }
    };
    this.#stream.on('data', read);
    return Disposable.create(() => this.#stream.off('data', read));
  }

  #pass(body: Buffer, callback: DataCallback): void {
    let message: Message;
    try {
      message = JSON.parse(body.toString('utf8'));
    } catch (error) {
      this.fireError(new UnreadableBody(error instanceof Error ? error.message : String(error)));
      return;
    }
    callback(message);
  }
}

import { constants } from 'node:buffer';

/** Nobody can tell any more where the next message begins. */
export class BrokenFraming extends Error {}

/** Cuts a stream of bytes into the bodies of messages, each behind a header that says how long it is (LSP, "Base Protocol"). */
export class Frames {
  #chunks: Buffer[] = [];
  #size = 0;
  /** Of the body whose header has been read, in bytes. */
  #length: number | undefined;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** The next body; undefined as long as it has not come as a whole. Throws {@link BrokenFraming}. */
  next(): Buffer | undefined {
    this.#length ??= this.#takeLength();
    if (this.#length === undefined || this.#size < this.#length) return undefined;
    const bytes = this.#joined();
    const body = bytes.subarray(0, this.#length);
    this.#keep(bytes.subarray(this.#length));
    this.#length = undefined;
    return body;
  }

  #takeLength(): number | undefined {
    const bytes = this.#joined();
    const text = bytes.subarray(0, maxHeader).toString('latin1');
    const end = text.indexOf('\r\n\r\n');
    if (end >= 0) {
      this.#keep(bytes.subarray(end + 4));
      return lengthIn(text.slice(0, end));
    }
    // Told as soon as it can be: what is no header may never end.
    if (!beginOfHeader.test(text)) throw noHeader(text);
    if (text.length === maxHeader) throw new BrokenFraming(`A header does not end within ${maxHeader} bytes.`);
    return undefined;
  }

  #joined(): Buffer {
    const [first = Buffer.alloc(0)] = this.#chunks;
    const bytes = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first;
    this.#chunks = [bytes];
    return bytes;
  }

  #keep(rest: Buffer): void {
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#size = rest.length;
  }
}

/** In bytes; those of today's clients have less than a hundred. */
const maxHeader = 4096;

/** Lines with a name and a colon, the last one perhaps still on its way. */
const beginOfHeader = /^(?:[\w-]+:[^\r\n]*\r\n)*(?:[\w-]*|[\w-]+:[^\r\n]*\r?|\r)$/;

function lengthIn(header: string): number {
  const values = header.split('\r\n').flatMap((line) => /^content-length:[ \t]*(.*?)[ \t]*$/i.exec(line)?.[1] ?? []);
  const [value] = values;
  if (value === undefined) throw noHeader(header);
  if (!/^\d+$/.test(value) || values.length > 1)
    throw new BrokenFraming(`A message has no length: ${JSON.stringify(header.slice(0, 100))}.`);
  if (Number(value) > constants.MAX_STRING_LENGTH)
    throw new BrokenFraming(`A message of ${value} bytes is longer than any that can be read.`);
  return Number(value);
}

function noHeader(text: string): BrokenFraming {
  const expected = 'Expected "Content-Length: …" in front of a message';
  return new BrokenFraming(`${expected}, found ${JSON.stringify(text.slice(0, 100))}.`);
}

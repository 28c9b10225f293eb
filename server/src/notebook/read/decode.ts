import { isUtf8 } from 'node:buffer';
import type { TextProblem } from '../model.ts';

/** A file's bytes as text. `problem` is set where they are not UTF-8; the text is then for showing only and must not be written back. */
export interface DecodedFile {
  readonly content: string;
  readonly problem: TextProblem | undefined;
}

export function decodeFile(bytes: Buffer): DecodedFile {
  if (isUtf8(bytes)) return { content: bytes.toString('utf8'), problem: undefined };
  const known = foreignFormat(bytes);
  if (known) return { content: '', problem: { kind: 'encoding', message: known, start: 0, end: 0 } };
  const content = bytes.toString('utf8');
  const offset = firstInvalidByte(bytes, content);
  const byte = bytes[offset] ?? 0;
  const message = `The file is not UTF-8, which notebooks have to be: byte 0x${byte.toString(16)} at offset ${offset} begins no character. Save it again as UTF-8.`;
  const start = bytes.subarray(0, offset).toString('utf8').length;
  return { content, problem: { kind: 'encoding', message, start, end: start + 1 } };
}

function foreignFormat(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return 'The file is UTF-16; Jupyter reads UTF-8 only. Save it again as UTF-8.';
  }
  if (first === 0x1f && second === 0x8b) return 'The file is compressed (gzip). Unpack it with `gunzip`.';
  if (first === 0x50 && second === 0x4b) return 'The file is a zip archive, not a notebook. Unpack it.';
  return undefined;
}

/** Where the first replacement character of the decoded text stands for bytes that are none. */
function firstInvalidByte(bytes: Buffer, content: string): number {
  let offset = 0;
  let from = 0;
  for (;;) {
    const mark = content.indexOf('\ufffd', from);
    if (mark < 0) return bytes.length;
    offset += Buffer.byteLength(content.slice(from, mark));
    if (bytes.toString('hex', offset, offset + 3) !== 'efbfbd') return offset;
    offset += 3;
    from = mark + 1;
  }
}

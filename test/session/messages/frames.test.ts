import { describe, expect, test } from 'vitest';
import { BrokenFraming, Frames } from '../../../server/src/session/messages/frames.ts';
import { framed } from '../../support/rawClient.ts';

/** The bodies in bytes that come in pieces. */
function bodiesOf(pieces: readonly Buffer[]): string[] {
  const frames = new Frames();
  const bodies: string[] = [];
  for (const piece of pieces) {
    frames.push(piece);
    for (let body = frames.next(); body; body = frames.next()) bodies.push(body.toString());
  }
  return bodies;
}

describe('A stream of bytes', () => {
  const messages = ['{"é": 1}', '', '[]', '{"x": "\r\n\r\nContent-Length: 3"}'];
  const bytes = Buffer.concat([
    ...messages.slice(0, 2).map(framed),
    Buffer.from('Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length:2 \r\n\r\n[]'),
    framed(messages[3] ?? ''),
  ]);

  test('Should be cut into the same messages, wherever it was cut on its way', () => {
    expect(bodiesOf([bytes])).toEqual(messages);
    expect(bodiesOf([...bytes].map((byte) => Buffer.from([byte])))).toEqual(messages);
    for (let at = 0; at < bytes.length; at++)
      expect(bodiesOf([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(messages);
  });

  test('Should not be looked at again and again while a long message comes', () => {
    const long = framed('x'.repeat(64_000_000));
    const pieces: Buffer[] = [];
    for (let at = 0; at < long.length; at += 64_000) pieces.push(long.subarray(at, at + 64_000));
    const { user } = process.cpuUsage();
    expect(bodiesOf(pieces)).toHaveLength(1);
    expect(process.cpuUsage().user - user).toBeLessThan(2_000_000);
  });

  test.each([
    ['no header', 'what is this\r\n\r\n'],
    ['no header, and no end of it', '{"jsonrpc": "2.0", "id": 1}'],
    ['lines that end as those of Unix do', 'Content-Length: 2\n\n{}'],
    ['no length', 'Content-Type: x\r\n\r\n{}'],
    ['no length at all', '\r\n\r\n{}'],
    ['a length that is a word', 'Content-Length: ten\r\n\r\n{}'],
    ['a length that is no number', 'Content-Length: 2x\r\n\r\n{}'],
    ['a negative length', 'Content-Length: -2\r\n\r\n{}'],
    ['an empty length', 'Content-Length:\r\n\r\n{}'],
    ['two lengths', 'Content-Length: 2\r\nContent-Length: 4\r\n\r\n{}'],
    ['a length that no memory holds', 'Content-Length: 99999999999999999999\r\n\r\n{}'],
    ['a header that does not end', `Content-Length: 2\r\nX: ${'x'.repeat(10_000)}`],
  ])('Should be given up as soon as it is sure that nobody knows where a message begins: %s', (_, begin) => {
    expect(() => bodiesOf([Buffer.from(begin)])).toThrow(BrokenFraming);
    expect(() => bodiesOf([...Buffer.from(begin)].map((byte) => Buffer.from([byte])))).toThrow(BrokenFraming);
  });
});

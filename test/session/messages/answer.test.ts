import { describe, expect, test } from 'vitest';
import type { Connection } from '../../../server/src/session/connection.ts';
import { answerInTime, answerOf, cancel } from '../../../server/src/session/messages/answer.ts';

/** A connection that only takes the log. */
function withLog() {
  const log: string[] = [];
  const connection: Connection = {
    notify: () => {},
    request: () => Promise.reject(new Error('nobody answers')),
    log: (level, message) => log.push(`${level}: ${message}`),
  };
  return { log, connection };
}

const never = () => new Promise(() => {});
const noSignal = new AbortController().signal;

describe('A request', () => {
  test('Should be answered with one InternalError and one line in the log where its handler throws', async () => {
    const { log, connection } = withLog();
    const failing = answerOf(connection, 'some/request', () => {
      throw new TypeError('a bug');
    });
    await expect(failing).rejects.toMatchObject({ code: -32603, message: '`some/request` failed: a bug' });
    expect(log).toEqual([expect.stringMatching(/^error: `some\/request` failed: TypeError: a bug\n\s+at /)]);
  });

  test('Should be given up when it takes too long', async () => {
    const { log, connection } = withLog();
    const slow = answerInTime(connection, 'some/request', never, noSignal, 10, () => false);
    await expect(slow).rejects.toMatchObject({ code: -32803, message: expect.stringContaining('given up') });
    expect(log).toEqual([expect.stringContaining('`some/request` was given up')]);
  });

  test('Should be waited for as long as its user sees what takes so long, and no longer', async () => {
    const { connection } = withLog();
    let looks = 0;
    const isShown = () => ++looks < 4;
    await expect(answerInTime(connection, 'x', never, noSignal, 5, isShown)).rejects.toMatchObject({ code: -32803 });
    expect(looks).toBe(4);
  });

  test('Should be answered at once with RequestCancelled where it is cancelled, before or meanwhile', async () => {
    const { log, connection } = withLog();
    const controller = new AbortController();
    const answer = answerInTime(connection, 'x', never, controller.signal, 60_000, () => false);
    cancel(controller);
    await expect(answer).rejects.toMatchObject({ code: -32800 });
    const late = answerInTime(connection, 'x', never, controller.signal, 60_000, () => false);
    await expect(late).rejects.toMatchObject({ code: -32800 });
    expect(log).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { PacedWork } from '../../server/src/session/pacedWork.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work that takes so many milliseconds, and when it began. */
function workOf(milliseconds: number) {
  const begins: number[] = [];
  const start = performance.now();
  const work = new PacedWork(async () => {
    begins.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  });
  const pass = (time: number) => vi.advanceTimersByTimeAsync(time);
  return { work, begins, pass };
}

describe('Work that many ask for', () => {
  test('Should run once for all who ask before it begins', async () => {
    const { work, begins, pass } = workOf(10);
    for (let time = 0; time < 5; time++) work.soon(200);
    work.inTime(500);
    await pass(10_000);
    expect(begins).toEqual([200]);
  });

  test('Should run again for who asks while it runs, one run at a time', async () => {
    const { work, begins, pass } = workOf(100);
    work.soon(0);
    await pass(50);
    work.soon(10);
    work.soon(10);
    await pass(10_000);
    expect(begins).toEqual([0, 200]);
  });

  test('Should take half of the time where it is needed, and a twentieth where it may be', async () => {
    const { work, begins, pass } = workOf(1000);
    work.soon(0);
    for (let second = 0; second < 40; second++) {
      await pass(1000);
      work.inTime(0);
    }
    expect(begins).toEqual([0, 21_000]);
    const before = begins.length;
    for (let second = 0; second < 40; second++) {
      await pass(1000);
      work.soon(0);
    }
    expect(begins.length - before).toBe(20);
  });

  test('Should be waited for by who needs it, and not be repeated for the next', async () => {
    const { work, begins, pass } = workOf(10);
    const waiting = Promise.all([work.recently(), work.recently()]);
    await pass(10);
    await waiting;
    await work.recently();
    expect(begins).toEqual([0]);
    await pass(3000);
    const again = work.recently();
    await pass(10);
    await again;
    expect(begins).toEqual([0, 3010]);
  });

  test('Should not begin after it was cancelled', async () => {
    const { work, begins, pass } = workOf(10);
    work.soon(100);
    work.cancel();
    await pass(10_000);
    expect(begins).toEqual([]);
  });
});

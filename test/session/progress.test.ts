import { describe, expect, test } from 'vitest';
import type { InitializeParams } from 'vscode-languageserver-protocol';
import { clientOf } from '../../server/src/session/client.ts';
import type { Connection } from '../../server/src/session/connection.ts';
import { Progress, type WorkInProgress } from '../../server/src/session/progress.ts';

/** Long work, and what a client hears of it. */
class Listener implements Connection {
  readonly heard: unknown[] = [];
  readonly progress: Progress;
  readonly #answer: () => Promise<never>;
  readonly #waiting = new Set<() => void>();

  constructor(workDoneProgress: boolean, answer: () => Promise<unknown> = async () => null) {
    const params: InitializeParams = { processId: null, rootUri: null, capabilities: { window: { workDoneProgress } } };
    this.progress = new Progress(clientOf(params), this);
    this.#answer = answer as () => Promise<never>;
  }

  notify(method: string, { token, value }: { token: string; value: { kind: string } }): void {
    this.#hear({ method, token, ...value });
  }

  request(method: string, params: object): Promise<never> {
    this.#hear({ method, ...params });
    return this.#answer();
  }

  log(): void {}

  async until(count: number): Promise<void> {
    while (this.heard.length < count) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  #hear(message: unknown): void {
    this.heard.push(message);
    for (const wake of this.#waiting) wake();
  }
}

const create = { method: 'window/workDoneProgress/create', token: 'nbproject-1' };
const said = (value: object) => ({ method: '$/progress', token: 'nbproject-1', ...value });

describe('Long work', () => {
  test('Should be shown with how far it is, and end', async () => {
    const listener = new Listener(true);
    const result = await listener.progress.during('Reading', async ({ report }: WorkInProgress) => {
      report(1, 10);
      await listener.until(2);
      report(1, 10);
      report(500, 1000);
      report(5, 1000);
      report(2000, 1000);
      return 7;
    });
    expect(result).toBe(7);
    expect(listener.heard).toEqual([
      create,
      said({ kind: 'begin', title: 'Reading', cancellable: true, percentage: 10 }),
      said({ kind: 'report', percentage: 50 }),
      said({ kind: 'report', percentage: 100 }),
      said({ kind: 'end' }),
    ]);
  });

  test('Should not be shown when it is done soon', async () => {
    const listener = new Listener(true);
    await listener.progress.during('Reading', async ({ report }) => report(1, 2));
    const slow = listener.progress.during('Writing', () => listener.until(2));
    await slow;
    expect(listener.heard[0]).toEqual({ ...create, token: 'nbproject-2' });
  });

  test('Should end where it fails, and say why to whom began it', async () => {
    const listener = new Listener(true);
    const work = listener.progress.during('Reading', async () => {
      await listener.until(2);
      throw new Error('no such folder');
    });
    await expect(work).rejects.toThrow('no such folder');
    expect(listener.heard.at(-1)).toEqual(said({ kind: 'end' }));
  });

  test('Should be told when the user cancels it, and no other', async () => {
    const listener = new Listener(true);
    const until = ({ signal }: WorkInProgress) =>
      new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('cancelled')));
    const first = listener.progress.during('Reading', until);
    const second = listener.progress.during('Writing', async ({ signal }) => {
      await first;
      return signal.aborted;
    });
    await listener.until(4);
    listener.progress.cancel('nbproject-1');
    listener.progress.cancel('of somebody else');
    expect(await first).toBe('cancelled');
    expect(await second).toBe(false);
  });

  test('Should not be shown to a client that offers no place for it', async () => {
    const listener = new Listener(false);
    const shown = new Listener(true);
    // As long as what is shown elsewhere.
    await listener.progress.during('Reading', () => shown.progress.during('Reading', () => shown.until(2)));
    expect(listener.heard).toEqual([]);
  });

  test('Should go on unseen when the client refuses to show it', async () => {
    const listener = new Listener(true, () => Promise.reject(new Error('not now')));
    await listener.progress.during('Reading', async ({ report }) => {
      await listener.until(1);
      await Promise.resolve();
      report(1, 2);
    });
    expect(listener.heard).toEqual([create]);
  });
});

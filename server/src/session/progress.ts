import type { ProgressToken, WorkDoneProgressBegin, WorkDoneProgressReport } from 'vscode-languageserver-protocol';
import type { Client } from './client.ts';
import type { Connection } from './connection.ts';

/** What long work is given: when to stop, and where to say how far it is. */
export interface WorkInProgress {
  /** Aborted when the user cancels, and when the session ends. The work then comes to its own end. */
  readonly signal: AbortSignal;
  /** Cheap: the client hears of whole percents only. */
  readonly report: (done: number, total: number) => void;
}

/** Work that is done sooner is not shown. In milliseconds. */
const shownAfter = 500;

/**
 * Long work, shown to clients that offer it (LSP, "Work Done Progress"): the user sees how far it is, and can cancel it. For any other client it
 * runs the same, unseen.
 */
export class Progress {
  readonly #client: Client;
  readonly #connection: Connection;
  readonly #running = new Map<ProgressToken, { readonly controller: AbortController; readonly display: Display }>();
  #count = 0;

  constructor(client: Client, connection: Connection) {
    this.#client = client;
    this.#connection = connection;
  }

  /** True while the user sees that something takes long, and can cancel it. */
  get isShown(): boolean {
    return [...this.#running.values()].some(({ display }) => display.isShown);
  }

  /** Gives what the work gives, and throws what it throws. `title` says what is done: "Reading notebooks". `signal` is that of the request. */
  async during<Result>(
    title: string,
    work: (progress: WorkInProgress) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    const token = `nbproject-${++this.#count}`;
    const controller = new AbortController();
    const display = new Display(token, title, this.#connection);
    this.#running.set(token, { controller, display });
    const abort = () => controller.abort();
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort);
    const timer = this.#client.workDoneProgress ? setTimeout(() => void display.show(), shownAfter) : undefined;
    try {
      return await work({ signal: controller.signal, report: (done, total) => display.report(done, total) });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      display.end();
      this.#running.delete(token);
    }
  }

  /** The user wants no more of this work. */
  cancel(token: ProgressToken): void {
    this.#running.get(token)?.controller.abort();
  }

  cancelAll(): void {
    for (const { controller } of this.#running.values()) controller.abort();
  }
}

/** What the client shows of one piece of work. */
class Display {
  readonly #token: ProgressToken;
  readonly #title: string;
  readonly #connection: Connection;
  #state: 'hidden' | 'shown' | 'ended' = 'hidden';
  #percentage = 0;

  constructor(token: ProgressToken, title: string, connection: Connection) {
    this.#token = token;
    this.#title = title;
    this.#connection = connection;
  }

  get isShown(): boolean {
    return this.#state === 'shown';
  }

  async show(): Promise<void> {
    try {
      await this.#connection.request('window/workDoneProgress/create', { token: this.#token });
    } catch {
      // A client that refuses must hear nothing more of it.
      return;
    }
    // The work may be done by now.
    if (this.#state === 'ended') return;
    this.#state = 'shown';

    this.#tell({ kind: 'begin', title: this.#title, cancellable: true, percentage: this.#percentage });
  }

  report(done: number, total: number): void {
    const percentage = total > 0 ? Math.floor((100 * Math.min(done, total)) / total) : 0;
    // Never lower than before, as the protocol wants it.
    if (percentage <= this.#percentage) return;
    this.#percentage = percentage;
    if (this.#state === 'shown') this.#tell({ kind: 'report', percentage });
  }

  end(): void {
    if (this.#state === 'shown') this.#tell({ kind: 'end' });
    this.#state = 'ended';
  }

  #tell(value: WorkDoneProgressBegin | WorkDoneProgressReport | { readonly kind: 'end' }): void {
    this.#connection.notify('$/progress', { token: this.#token, value });
  }
}

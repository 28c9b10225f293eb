/** Pauses are so many times as long as the work before them took, and so long at least. In milliseconds. */
const pauseFactor = 20;
const shortestPause = 2000;

/** Runs work that many ask for, one run at a time: however often it is asked for, it takes a small part of the time. The work must not fail. */
export class PacedWork {
  readonly #run: () => Promise<void>;
  #running: Promise<void> | undefined;
  #timer: { readonly due: number; readonly cancel: () => void } | undefined;
  /** What was asked for while it ran. */
  #after: number | undefined;
  #last = { end: Number.NEGATIVE_INFINITY, pause: 0 };

  constructor(run: () => Promise<void>) {
    this.#run = run;
  }

  /** In so many milliseconds, or when the pause after the last run is over. For what may have changed. */
  inTime(wait: number): void {
    this.#request(wait, this.#last.end + this.#last.pause);
  }

  /** In so many milliseconds, whenever the last run was. For what has changed. */
  soon(wait: number): void {
    this.#request(wait, 0);
  }

  /** Done when the run that is under way has ended, or one that begins now. */
  async now(): Promise<void> {
    if (!this.#running) this.#start();
    await this.#running;
  }

  /** The same, where the last run was not just now. */
  async recently(): Promise<void> {
    if (this.#running || performance.now() >= this.#last.end + this.#last.pause) await this.now();
  }

  cancel(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#after = undefined;
  }

  #request(wait: number, notBefore: number): void {
    if (this.#running) {
      this.#after = Math.min(this.#after ?? wait, wait);
      return;
    }
    const now = performance.now();
    const due = Math.max(now + wait, notBefore);
    if (this.#timer && this.#timer.due <= due) return;
    this.#timer?.cancel();
    const timeout = setTimeout(() => this.#start(), due - now);
    this.#timer = { due, cancel: () => clearTimeout(timeout) };
  }

  #start(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    const begin = performance.now();
    this.#running = this.#run().finally(() => {
      const end = performance.now();
      this.#running = undefined;
      this.#last = { end, pause: Math.max(shortestPause, pauseFactor * (end - begin)) };
      const after = this.#after;
      this.#after = undefined;
      if (after !== undefined) this.inTime(after);
    });
  }
}

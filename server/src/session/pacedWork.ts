/** Pauses before work that may be needed are so many times as long as the last run took, and so long at least. In milliseconds. */
const pauseFactor = 20;
const shortestPause = 2000;

/** Runs work that many ask for, one run at a time: however often it is asked for, it takes a part of the time. The work must not fail. */
export class PacedWork {
  readonly #run: () => Promise<void>;
  #running: Promise<void> | undefined;
  #timer: { readonly due: number; readonly cancel: () => void } | undefined;
  /** What was asked for while it ran. */
  readonly #asked: (() => void)[] = [];
  #last = { end: Number.NEGATIVE_INFINITY, cost: 0 };

  constructor(run: () => Promise<void>) {
    this.#run = run;
  }

  /** In so many milliseconds, or after a pause: for what may have changed. It takes a twentieth of the time. */
  inTime(wait: number): void {
    if (this.#running) this.#asked.push(() => this.inTime(wait));
    else this.#startAt(Math.max(performance.now() + wait, this.#pauseEnd));
  }

  /** In so many milliseconds: for what has changed. It takes half of the time. */
  soon(wait: number): void {
    if (this.#running) this.#asked.push(() => this.soon(wait));
    else this.#startAt(Math.max(performance.now() + wait, this.#last.end + this.#last.cost));
  }

  /** Done when the run that is under way has ended, or one that begins now. */
  async now(): Promise<void> {
    if (!this.#running) this.#start();
    await this.#running;
  }

  /** The same, where the last run was not just now. */
  async recently(): Promise<void> {
    if (this.#running || performance.now() >= this.#pauseEnd) await this.now();
  }

  cancel(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#asked.length = 0;
  }

  get #pauseEnd(): number {
    return this.#last.end + Math.max(shortestPause, pauseFactor * this.#last.cost);
  }

  #startAt(due: number): void {
    if (this.#timer && this.#timer.due <= due) return;
    this.#timer?.cancel();
    const timeout = setTimeout(() => this.#start(), due - performance.now());
    this.#timer = { due, cancel: () => clearTimeout(timeout) };
  }

  #start(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    const begin = performance.now();
    this.#running = this.#run().finally(() => {
      const end = performance.now();
      this.#running = undefined;
      this.#last = { end, cost: end - begin };
      for (const ask of this.#asked.splice(0)) ask();
    });
  }
}

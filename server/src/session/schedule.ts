/**
 * Runs work for a document soon, and once for many calls. The wait grows with what the work cost the last time, so that a burst
 * of keystrokes in a notebook that is slow to check is checked once.
 */
export class Schedule {
  readonly #run: (uri: string) => void;
  readonly #waiting = new Map<string, { readonly cancel: () => void }>();
  readonly #cost = new Map<string, number>();

  constructor(run: (uri: string) => void) {
    this.#run = run;
  }

  /** `wait` is the least to wait, in milliseconds; 0 is at once, behind the messages that have arrived. */
  request(uri: string, wait = 0): void {
    this.#waiting.get(uri)?.cancel();
    const cost = this.#cost.get(uri) ?? 0;
    const delay = Math.max(wait, cost > cheap ? cost : 0);
    if (delay === 0) {
      const immediate = setImmediate(() => this.#fire(uri));
      this.#waiting.set(uri, { cancel: () => clearImmediate(immediate) });
    } else {
      const timer = setTimeout(() => this.#fire(uri), delay);
      this.#waiting.set(uri, { cancel: () => clearTimeout(timer) });
    }
  }

  isWaiting(uri: string): boolean {
    return this.#waiting.has(uri);
  }

  cancel(uri: string): void {
    this.#waiting.get(uri)?.cancel();
    this.#waiting.delete(uri);
    this.#cost.delete(uri);
  }

  cancelAll(): void {
    for (const uri of [...this.#waiting.keys()]) this.cancel(uri);
  }

  #fire(uri: string): void {
    this.#waiting.get(uri)?.cancel();
    this.#waiting.delete(uri);
    const start = performance.now();
    this.#run(uri);
    this.#cost.set(uri, performance.now() - start);
  }
}

/** Work up to so many milliseconds is not worth waiting for. */
const cheap = 10;

/**
 * Runs work for a document soon, and once for many calls. Work that costs much is given pauses as long as itself, so that a burst of
 * keystrokes in a notebook that is slow to check takes half of the time and not all of it.
 */
export class Schedule {
  readonly #run: (uri: string) => void;
  readonly #waiting = new Map<string, Waiting>();
  readonly #last = new Map<string, { readonly end: number; readonly cost: number }>();

  constructor(run: (uri: string) => void) {
    this.#run = run;
  }

  /** `quiet` is for how many milliseconds nobody must ask again; with 0 it runs at once, behind the messages that have arrived. */
  request(uri: string, quiet = 0): void {
    const now = performance.now();
    const { end, cost } = this.#last.get(uri) ?? { end: 0, cost: 0 };
    const due = Math.max(now + quiet, cost > cheap ? end + cost : 0);
    const waiting = this.#waiting.get(uri);
    if (waiting && quiet === 0 && waiting.due <= due) return;
    waiting?.cancel();
    this.#waiting.set(uri, { due, ...timer(() => this.#fire(uri), due - now) });
  }

  isWaiting(uri: string): boolean {
    return this.#waiting.has(uri);
  }

  cancel(uri: string): void {
    this.#waiting.get(uri)?.cancel();
    this.#waiting.delete(uri);
    this.#last.delete(uri);
  }

  cancelAll(): void {
    for (const uri of [...this.#waiting.keys()]) this.cancel(uri);
  }

  #fire(uri: string): void {
    this.#waiting.delete(uri);
    const before = process.cpuUsage();
    this.#run(uri);
    // Time of the processor, not of the clock: a busy machine does not make the work dearer.
    const { user, system } = process.cpuUsage(before);
    this.#last.set(uri, { end: performance.now(), cost: (user + system) / 1000 });
  }
}

interface Waiting {
  readonly due: number;
  readonly cancel: () => void;
}

/** Work up to so many milliseconds needs no pause. */
const cheap = 25;

function timer(run: () => void, delay: number): Pick<Waiting, 'cancel'> {
  if (delay <= 0) {
    const immediate = setImmediate(run);
    return { cancel: () => clearImmediate(immediate) };
  }
  const timeout = setTimeout(run, delay);
  return { cancel: () => clearTimeout(timeout) };
}

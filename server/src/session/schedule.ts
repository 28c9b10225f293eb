/**
 * Runs work for a document soon, and once for many calls. Work that costs much is given pauses as long as itself, so that a burst of
 * keystrokes in a notebook that is slow to check takes half of the time and not all of it; and so is work for many documents, one after the other:
 * who asks for something meanwhile has an answer.
 */
export class Schedule {
  readonly #run: (uri: string) => void;
  readonly #waiting = new Map<string, Waiting>();
  readonly #last = new Map<string, { readonly end: number; readonly cost: number; readonly elapsed: number }>();
  /** What is due and can wait for its turn. */
  readonly #queue = new Set<string>();
  #cancelTurn: (() => void) | undefined;

  constructor(run: (uri: string) => void) {
    this.#run = run;
  }

  /**
   * For what a person does in the document. `quiet` is for how many milliseconds nobody must ask again; with 0 it runs at once, behind the messages
   * that have arrived.
   */
  request(uri: string, quiet: number): void {
    const due = this.#dueIn(uri, quiet);
    const waiting = this.#waiting.get(uri);
    if (waiting?.isFirst && quiet === 0 && waiting.due <= due) return;
    waiting?.cancel();
    this.#queue.delete(uri);
    this.#waiting.set(uri, { due, isFirst: true, cancel: at(due, () => void this.#fire(uri)) });
  }

  /** For what comes from elsewhere, and may come to many documents at once. What is requested for the document already goes first. */
  refresh(uri: string, wait: number): void {
    if (this.#waiting.has(uri)) return;
    const due = this.#dueIn(uri, wait);
    this.#waiting.set(uri, { due, isFirst: false, cancel: at(due, () => this.#enqueue(uri)) });
  }

  cancel(uri: string): void {
    this.#waiting.get(uri)?.cancel();
    this.#waiting.delete(uri);
    this.#queue.delete(uri);
    this.#last.delete(uri);
  }

  cancelAll(): void {
    for (const uri of [...this.#waiting.keys()]) this.cancel(uri);
    this.#cancelTurn?.();
  }

  #dueIn(uri: string, quiet: number): number {
    const { end, cost } = this.#last.get(uri) ?? { end: 0, cost: 0 };
    return Math.max(performance.now() + quiet, cost > cheap ? end + cost : 0);
  }

  #enqueue(uri: string): void {
    this.#queue.add(uri);
    this.#cancelTurn ??= at(0, () => this.#takeTurn());
  }

  /** One document at a turn: all timers that are due run in one, with nothing else between them. */
  #takeTurn(): void {
    this.#cancelTurn = undefined;
    const [uri] = this.#queue;
    if (uri === undefined) return;
    const cost = this.#fire(uri);
    if (this.#queue.size > 0) this.#cancelTurn = at(performance.now() + Math.max(cost, 1), () => this.#takeTurn());
  }

  /**
   * Gives what it has cost, in milliseconds of the processor and not of the clock, where that makes a difference: a busy machine does not make the work
   * dearer. To ask for it costs a tenth of the work itself where notebooks are small, so it is not asked where the last run was cheap by the clock.
   */
  #fire(uri: string): number {
    this.#waiting.delete(uri);
    this.#queue.delete(uri);
    const last = this.#last.get(uri);
    const before = last && last.elapsed <= cheap ? undefined : process.cpuUsage();
    const begin = performance.now();
    this.#run(uri);
    const end = performance.now();
    const elapsed = end - begin;
    const cost = before && elapsed > cheap ? processorTime(before) : elapsed;
    this.#last.set(uri, { end, cost, elapsed });
    return cost;
  }
}

/** Since then, in milliseconds. */
function processorTime(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

interface Waiting {
  readonly due: number;
  /** False for what takes its turn behind others. */
  readonly isFirst: boolean;
  readonly cancel: () => void;
}

/** Work up to so many milliseconds needs no pause. */
const cheap = 25;

/** Runs at a time, or behind what has arrived where that is past. Gives what cancels it. */
function at(time: number, run: () => void): () => void {
  const delay = time - performance.now();
  if (delay <= 0) {
    const immediate = setImmediate(run);
    return () => clearImmediate(immediate);
  }
  const timeout = setTimeout(run, delay);
  return () => clearTimeout(timeout);
}

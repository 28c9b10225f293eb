/**
 * Numbers the changes that the editor makes to open notebooks. Whether an edit of the server was made shows here and not in the
 * editor's reply: some say that they made an edit which they refused, and some reply before they tell of the change.
 */
export class Moves {
  readonly #last = new Map<string, number>();
  readonly #waiting = new Map<string, Set<() => void>>();
  #count = 0;

  /** The number of the last change of a notebook; 0 for one that has not changed since it was opened. */
  lastOf(uri: string): number {
    return this.#last.get(uri) ?? 0;
  }

  moved(uri: string): void {
    this.#last.set(uri, ++this.#count);
    for (const wake of this.#waiting.get(uri) ?? []) wake();
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }

  /** True as soon as the notebook has moved on from a change, false when it has not within so many milliseconds. */
  async since(uri: string, last: number, milliseconds: number): Promise<boolean> {
    if (this.lastOf(uri) !== last) return true;
    const waiting = this.#waiting.get(uri) ?? new Set();
    this.#waiting.set(uri, waiting);
    return new Promise((resolve) => {
      const end = (hasMoved: boolean) => {
        clearTimeout(timer);
        waiting.delete(wake);
        if (waiting.size === 0) this.#waiting.delete(uri);
        resolve(hasMoved);
      };
      const wake = () => end(true);
      const timer = setTimeout(() => end(false), milliseconds);
      waiting.add(wake);
    });
  }
}

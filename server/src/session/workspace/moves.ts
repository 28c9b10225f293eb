/**
 * Counts the changes that the editor makes to open notebooks. Whether an edit of the server was made shows here and not in the
 * editor's reply: some say that they made an edit which they refused, and some reply before they tell of the change.
 */
export class Moves {
  readonly #counts = new Map<string, number>();
  readonly #waiting = new Map<string, Set<() => void>>();

  countOf(uri: string): number {
    return this.#counts.get(uri) ?? 0;
  }

  moved(uri: string): void {
    this.#counts.set(uri, this.countOf(uri) + 1);
    for (const wake of this.#waiting.get(uri) ?? []) wake();
  }

  /** True as soon as the notebook has moved on from a count, false when it has not within so many milliseconds. */
  async since(uri: string, count: number, milliseconds: number): Promise<boolean> {
    if (this.countOf(uri) !== count) return true;
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

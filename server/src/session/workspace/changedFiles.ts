import { PacedWork } from '../pacedWork.ts';

/** An editor saves in several steps, and a checkout changes thousands of files: some clients tell of each in a message of its own. In milliseconds. */
const wait = 100;

/** Notebooks' files that have changed on the disk, as the client tells of them: looked at once for many messages, and half of the time at most. */
export class ChangedFiles {
  readonly #files = new Set<string>();
  readonly #looks: PacedWork;

  /** `look` must not fail. */
  constructor(look: (files: ReadonlySet<string>) => Promise<void>) {
    this.#looks = new PacedWork(() => {
      const files = new Set(this.#files);
      this.#files.clear();
      return look(files);
    });
  }

  add(files: readonly string[]): void {
    for (const file of files) this.#files.add(file);
    this.#looks.soon(wait);
  }

  dispose(): void {
    this.#looks.cancel();
  }
}

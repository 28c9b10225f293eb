import { isDeepStrictEqual } from 'node:util';
import type { Notebook } from '../../notebook/index.ts';
import { findSecrets, type SecretLookup } from '../../secrets/index.ts';
import type { Connection } from '../connection.ts';

/**
 * The credentials in open notebooks. Looked for when a notebook is opened or saved, never while someone types; until the next look
 * those are known that still stand as they stood.
 */
export class Secrets {
  readonly #connection: Connection;
  readonly #arrived: (uri: string) => void;
  readonly #known = new Map<string, SecretLookup>();
  /** What was looked at last. */
  readonly #looks = new Map<string, Notebook>();

  constructor(connection: Connection, arrived: (uri: string) => void) {
    this.#connection = connection;
    this.#arrived = arrived;
  }

  of(uri: string): SecretLookup | undefined {
    return this.#known.get(uri);
  }

  /** Resolves when it has looked; never rejects. */
  async lookAt(uri: string, notebook: Notebook): Promise<void> {
    this.#looks.set(uri, notebook);
    await findSecrets(notebook).then(
      (lookup) => {
        if (this.#looks.get(uri) !== notebook) return;
        const before = this.#known.get(uri);
        this.#known.set(uri, lookup);
        if (notebook.cells.some((cell) => !isDeepStrictEqual(lookup(cell), before?.(cell) ?? []))) this.#arrived(uri);
      },
      // Without what it says: it may quote what it read.
      () => this.#connection.log('error', `Credentials could not be looked for in ${uri}.`),
    );
  }

  forget(uri: string): void {
    this.#known.delete(uri);
    this.#looks.delete(uri);
  }
}

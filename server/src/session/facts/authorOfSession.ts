import { isDeepStrictEqual } from 'node:util';
import { type Author, authorSources, findAuthor } from '../../record/index.ts';
import type { Connection } from '../connection.ts';

/** Who works in this session, by the settings or by what this machine says. */
export class AuthorOfSession {
  /** Undefined as long as nobody has looked, and where there is none. */
  known: Author | undefined;
  readonly #connection: Connection;
  readonly #changed: () => void;
  #looking: Promise<void> | undefined;

  constructor(connection: Connection, changed: () => void) {
    this.#connection = connection;
    this.#changed = changed;
  }

  lookFor(settings: Partial<Author>): void {
    this.#looking = findAuthor(authorSources(settings)).then(
      (author) => {
        if (isDeepStrictEqual(author, this.known)) return;
        this.known = author;
        this.#changed();
      },
      (error: unknown) => this.#connection.log('warning', `The author could not be read: ${String(error)}`),
    );
  }

  /** Resolves when the last look is done; never rejects. */
  async settled(): Promise<void> {
    await this.#looking;
  }
}

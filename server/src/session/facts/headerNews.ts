import { isDeepStrictEqual } from 'node:util';
import { type Header, type HeaderDidChangeParams, headerDidChange } from 'nbproject-protocol';
import type { Client } from '../client.ts';
import type { Connection } from '../connection.ts';

/** What the client shows of headers, and may have to ask for again when they change. */
export type ShownKind = 'codeLens' | 'inlayHint';

/** Tells the client of a header that has changed: by our notification where it wants that, and by having it ask again for what it shows. */
export class HeaderNews {
  readonly #client: Client;
  readonly #connection: Connection;
  readonly #told = new Map<string, Header>();
  readonly #shown = new Set<ShownKind>();

  constructor(client: Client, connection: Connection) {
    this.#client = client;
    this.#connection = connection;
  }

  /** The client shows these: from now on it is told to ask again when they change, where it can be told. */
  asked(kind: ShownKind): void {
    if (this.#client.refreshes.includes(kind)) this.#shown.add(kind);
  }

  /** `headerOf` is called only when somebody wants to know: a header costs a look at the whole notebook. */
  tell(uri: string, headerOf: () => Header): void {
    const { headerDidChange: isWanted } = this.#client.extensions;
    if (this.#shown.size === 0 && !isWanted) return;
    const header = headerOf();
    const told = this.#told.get(uri);
    // Also where it is equal: the analysis has this one.
    this.#told.set(uri, header);
    if (isDeepStrictEqual(told, header)) return;
    for (const kind of this.#shown) this.#connection.request(`workspace/${kind}/refresh`, undefined).catch(() => {});
    if (isWanted) this.#connection.notify(headerDidChange, { uri, header } satisfies HeaderDidChangeParams);
  }

  forget(uri: string): void {
    this.#told.delete(uri);
  }
}

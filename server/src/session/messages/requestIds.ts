import type { RequestMessage, ResponseMessage } from 'vscode-jsonrpc';

type Id = string | number;

export function isId(value: unknown): value is Id {
  return typeof value === 'string' || typeof value === 'number';
}

/** The ids of requests that have not been answered: the client's beside ours. */
export class RequestIds {
  readonly #theirs = new Map<number, Id>();
  #count = 0;
  #waiting: (() => void)[] = [];

  /** A request as it is known here. */
  asked(message: RequestMessage, id: Id): RequestMessage {
    this.#theirs.set(++this.#count, id);
    return { ...message, id: this.#count };
  }

  /** Has an answer written as the client knows it. */
  async answer(message: ResponseMessage, write: (answer: ResponseMessage) => Promise<void>): Promise<void> {
    const own = message.id as number;
    try {
      await write({ ...message, id: this.#theirs.get(own) ?? null });
    } finally {
      this.#theirs.delete(own);
      if (this.#theirs.size === 0) for (const go of this.#waiting.splice(0)) go();
    }
  }

  /** Resolves when all have been answered, and the answers written. */
  async allAnswered(): Promise<void> {
    if (this.#theirs.size > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  underWay(id: Id): readonly number[] {
    return [...this.#theirs].filter(([, theirs]) => theirs === id).map(([own]) => own);
  }
}

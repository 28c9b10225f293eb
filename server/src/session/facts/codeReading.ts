import type { Cell, Notebook } from '../../notebook/index.ts';
import type { PythonReader } from '../../python/index.ts';
import { type Program, programOf, readCode, unreadCells } from '../../record/index.ts';

/** So many characters of new code are read at once: that takes less than a tenth of a second. */
const little = 100_000;
/** Of more, what is read at a turn takes so many milliseconds: whoever asks for something meanwhile has an answer. */
const turn = 10;

/** Reads the code of notebooks: little at once, and much in turns, beside all else that is to do. An analysis has what is there, and is made again when more has come. */
export class CodeReading {
  readonly #arrived: (uri: string) => void;
  readonly #beingRead = new Map<string, BeingRead>();
  /** Notebooks that the reader failed at: an analysis fails there too, and says so. */
  readonly #failed = new Set<string>();
  #nextTurn: NodeJS.Immediate | undefined;

  constructor(arrived: (uri: string) => void) {
    this.#arrived = arrived;
  }

  /** Undefined as long as much of the code is new. What is asked for now takes the place of what the notebook was before. */
  of(uri: string, notebook: Notebook, python: PythonReader): Program | undefined {
    const unread = unreadCells(notebook, python);
    if (this.#failed.has(uri) || lengthOf(unread) <= little) {
      this.forget(uri);
      return programOf(notebook, python);
    }
    const known = this.#beingRead.get(uri);
    const { done, settled } = known ?? withPromise();
    this.#beingRead.set(uri, { python, unread, next: 0, done, settled });
    this.#nextTurn ??= setImmediate(() => this.#takeTurn());
    return undefined;
  }

  /** Resolves when nothing of a notebook is being read; never rejects. */
  async settled(uri: string): Promise<void> {
    await this.#beingRead.get(uri)?.settled;
  }

  forget(uri: string): void {
    this.#beingRead.get(uri)?.done();
    this.#beingRead.delete(uri);
  }

  dispose(): void {
    clearImmediate(this.#nextTurn);
    for (const uri of [...this.#beingRead.keys()]) this.forget(uri);
  }

  /** One notebook after the other. */
  #takeTurn(): void {
    this.#nextTurn = undefined;
    const [first] = this.#beingRead;
    if (!first) return;
    const [uri, reading] = first;
    const end = performance.now() + turn;
    try {
      while (reading.next < reading.unread.length && performance.now() < end) readNext(reading);
    } catch {
      this.#failed.add(uri);
      reading.next = reading.unread.length;
    }
    if (reading.next >= reading.unread.length) {
      this.forget(uri);
      this.#arrived(uri);
    }
    if (this.#beingRead.size > 0) this.#nextTurn = setImmediate(() => this.#takeTurn());
  }
}

interface BeingRead {
  readonly python: PythonReader;
  readonly unread: readonly Cell[];
  next: number;
  readonly done: () => void;
  readonly settled: Promise<void>;
}

function readNext(reading: BeingRead): void {
  const cell = reading.unread[reading.next];
  reading.next++;
  if (cell) readCode(cell, reading.python);
}

function lengthOf(cells: readonly Cell[]): number {
  return cells.reduce((length, { source }) => length + source.length, 0);
}

function withPromise(): Pick<BeingRead, 'done' | 'settled'> {
  let done = () => {};
  const settled = new Promise<void>((resolve) => {
    done = resolve;
  });
  return { done, settled };
}

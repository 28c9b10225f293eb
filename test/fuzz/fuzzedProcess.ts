import { StreamMessageReader } from 'vscode-jsonrpc/node';
import type { Received } from '../support/rawClient.ts';
import { framed } from '../support/rawClient.ts';
import { exitOf, type Piped, startProcess } from '../support/serverProcess.ts';
import type { Random } from './random.ts';

/** So long an answer, or an end, may take in milliseconds, on a machine that does other things too. */
const patience = 30_000;

/** A server in a process of its own, and a client that keeps the books: which answers are to come, and which have. */
export class FuzzedProcess {
  readonly received: Received[] = [];
  readonly #child: Piped;
  readonly #random: Random;
  /** How many answers are to come, by id. */
  readonly #expected = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  #said = '';

  constructor(program: string, random: Random) {
    this.#child = startProcess(program, []);
    this.#random = random;
    this.#child.stderr.on('data', (data) => {
      this.#said += data;
    });
    new StreamMessageReader(this.#child.stdout).listen((message) => this.#receive(message as Received));
  }

  /** Sends the body of a message, in as many pieces as it likes. */
  send(body: Buffer): void {
    const id = answeredId(body);
    if (id !== undefined) this.#expected.set(id, (this.#expected.get(id) ?? 0) + 1);
    this.write(framed(body));
  }

  write(bytes: Buffer): void {
    let at = 0;
    while (this.#random.next() < 0.2 && at < bytes.length) {
      const end = at + 1 + this.#random.below(bytes.length - at);
      this.#child.stdin.write(bytes.subarray(at, end));
      at = end;
    }
    this.#child.stdin.write(bytes.subarray(at));
  }

  /** Waits until everything that has to be answered has been; fails where something is not, or is answered otherwise. */
  async settled(): Promise<void> {
    const open = () =>
      [...this.#expected].filter(([id, count]) => this.#answers(id) < count).map(([id, count]) => `${count} × ${id}`);
    await this.#until(
      () => open().length === 0 || this.#child.exitCode !== null,
      () => `no answer to ${open().join(', ')}`,
    );
    if (open().length > 0) throw new Error(`ended without an answer to ${open().join(', ')}: ${this.#said}`);
    for (const { id, method } of this.received) {
      const key = JSON.stringify(id ?? null);
      if (method === undefined && this.#answers(key) > (this.#expected.get(key) ?? 0))
        throw new Error(`answered, and never asked: ${key}`);
    }
  }

  /** The exit code and what it said, once it has ended. */
  async end(): Promise<{ readonly code: number | null; readonly said: string }> {
    let code: number | null | undefined;
    void exitOf(this.#child).then((one) => {
      code = one;
      for (const wake of this.#waiting) wake();
    });
    await this.#until(
      () => code !== undefined,
      () => 'it does not end',
    );
    return { code: code ?? null, said: this.#said };
  }

  #answers(id: string): number {
    return this.received.filter((one) => one.method === undefined && JSON.stringify(one.id ?? null) === id).length;
  }

  #receive(message: Received): void {
    this.received.push(message);
    // A question: answered in some way or other, which ends what waits for it.
    if (message.method !== undefined && message.id !== undefined) {
      const { id } = message;
      const answer = this.#random.of<object>([
        { result: null },
        { result: { applied: true } },
        { result: 'x' },
        { result: [3] },
        { error: { code: -32601, message: 'no' } },
        { error: true },
        {},
      ]);
      this.write(framed(JSON.stringify({ jsonrpc: '2.0', id, ...answer })));
    }
    for (const wake of this.#waiting) wake();
  }

  async #until(isTrue: () => boolean, problem: () => string): Promise<void> {
    const late = performance.now() + patience;
    while (!isTrue()) {
      if (performance.now() > late) throw new Error(`${problem()} within ${patience} ms: ${this.#said}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 100);
        this.#waiting.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
      this.#waiting.clear();
    }
  }
}

/** The id under which a body has to be answered, as JSON; undefined for what has no answer (JSON-RPC 2.0, "Response object"). */
function answeredId(body: Buffer): string | undefined {
  let message: unknown;
  try {
    message = JSON.parse(body.toString());
  } catch {
    return 'null';
  }
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return 'null';
  const { id, method } = message as { readonly id?: unknown; readonly method?: unknown };
  const isId = typeof id === 'string' || typeof id === 'number';
  if (method === undefined) return isId || id === null ? undefined : 'null';
  if (isId) return JSON.stringify(id);
  return id === undefined && typeof method === 'string' ? undefined : 'null';
}

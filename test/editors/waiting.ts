import { setTimeout } from 'node:timers/promises';

/** How long to wait for what ought to happen, in milliseconds: many times what it takes on a busy machine. */
export const patience = 15_000;

export type Truthful<Value> = Exclude<NonNullable<Value>, false>;

/** Waits until `read` gives something other than undefined, null, or false. What is thrown after that shows the editor's screen. */
export async function eventually<Result>(
  what: string,
  read: () => Promise<Result> | Result,
  screen: () => Promise<string> | string,
): Promise<Truthful<Result>> {
  const deadline = Date.now() + patience;
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== null && value !== false) return value as Truthful<Result>;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}; the screen:\n${await screen()}`);
    await setTimeout(20);
  }
}

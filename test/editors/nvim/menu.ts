import type { Nvim } from './nvim.ts';

/** Chooses an entry of the menu that `vim.ui.select()` shows, which is `inputlist()`: no request is answered until then. */
export async function choose(nvim: Nvim, entry: RegExp): Promise<void> {
  const shown = await nvim.drawn(/^1: .*^Type number and/ms);
  const line = shown.split('\n').find((text) => entry.test(text));
  if (line === undefined) throw new Error(`no ${entry} in the menu:\n${shown}`);
  await nvim.press(`${/^(\d+):/.exec(line)?.[1]}<CR>`);
}

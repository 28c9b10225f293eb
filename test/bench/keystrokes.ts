import { LanguageServer, product } from './languageServer.ts';
import { parseCost } from './parseCost.ts';
import { shownCells } from './shownCells.ts';
import { shownText } from './shownText.ts';
import { type Cost, type Costs, type TypingRuns, workIn } from './typing.ts';
import { workspaceWith } from './workspace.ts';

export interface Keystrokes {
  /** Milliseconds from the opening to the first diagnostics. */
  readonly opened: number;
  readonly edits: Costs;
  /** `JSON.parse` of the notebook, taken in turn with the edits. */
  readonly parses: readonly Cost[];
  /** The other server, where there is one. */
  readonly other: { readonly opened: number; readonly characters: readonly number[] } | undefined;
}

/** Another server that gets characters, too: the arguments of Node that start it, and how many edits of ours come before each of its own. */
export interface OtherServer {
  readonly args: readonly string[];
  readonly every: number;
}

/** Works in a notebook with the product: from the change sent, on pipes, to its diagnostics received. */
export async function measureKeystrokes(
  content: string,
  form: 'text' | 'cells',
  runs: TypingRuns,
  otherServer?: OtherServer,
): Promise<Keystrokes> {
  const { folder, uri, remove } = workspaceWith('notebook.ipynb', content);
  const server = await LanguageServer.start(product, folder);
  const shown = form === 'text' ? shownText(server, uri, content) : shownCells(server, uri, content);
  const opened = await shown.open();

  const other = otherServer && (await LanguageServer.start(otherServer.args, folder, 'pull'));
  const otherText = other && shownText(other, uri, content);
  const otherOpened = await otherText?.open();
  const characters: number[] = [];

  const parses: Cost[] = [];
  const processorTime = async () => (await server.usage('as it is')).cpu;
  const edits = await workIn(shown, runs, processorTime, async () => {
    parses.push(parseCost(content));
    if (otherServer && otherText && parses.length % otherServer.every === 0) characters.push(await otherText.type());
  });
  await server.stop();
  await other?.stop();
  remove();
  return { opened, edits, parses, other: otherOpened === undefined ? undefined : { opened: otherOpened, characters } };
}

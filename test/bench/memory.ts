import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { NotebookFolder } from './folders.ts';
import { LanguageServer, product, type Usage } from './languageServer.ts';
import { notebookOfCells } from './notebooks.ts';
import { shownText } from './shownText.ts';
import { workspaceWith } from './workspace.ts';

/** Bytes that a server holds at one time. */
export interface Held {
  /** Of the machine's memory, as it comes. */
  readonly resident: number;
  /** The same when garbage has been collected. */
  readonly collected: number;
  /** Of JavaScript when garbage has been collected, without the program's code and the memory of WebAssembly, most of which is reserved and never touched. */
  readonly used: number;
}

export interface Memory {
  /** With nothing opened so far. */
  readonly idle: Held;
  /** When a notebook of a few cells was opened and closed: the program's parts are loaded. */
  readonly loaded: Held;
  readonly opened: Held;
  /** After edits, with the notebook still open. */
  readonly edited: Held;
  readonly closed: Held;
}

export async function memoryOfNotebook(content: string, edits: number): Promise<Memory> {
  const { folder, uri, remove } = workspaceWith('notebook.ipynb', content);
  const server = await LanguageServer.start(product, folder);
  const shown = shownText(server, uri, content);
  const idle = await held(server);
  const small = shownText(server, uri.replace('notebook', 'small'), notebookOfCells(8, 'short'));
  await small.open();
  await small.close();
  const loaded = await held(server);
  await shown.open();
  for (let edit = 0; edit < warmUp; edit++) await (edit % 2 === 0 ? shown.type() : shown.undo());
  const opened = await held(server);
  for (let edit = 0; edit < edits; edit++) await (edit % 40 < 20 ? shown.type() : shown.undo());
  const edited = await held(server);
  await shown.close();
  const closed = await held(server);
  await server.stop();
  remove();
  return { idle, loaded, opened, edited, closed };
}

/** So many edits compile what edits need. */
const warmUp = 20;

/** A server that has opened and closed a few notebooks of a folder, then all of them, and these once more. */
export async function memoryOfMany({
  path,
  files,
}: NotebookFolder): Promise<{ readonly few: Held; readonly all: Held; readonly again: Held }> {
  const server = await LanguageServer.start(product, pathToFileURL(path).href);
  const openAndClose = async (some: readonly string[]) => {
    for (const file of some) {
      const shown = shownText(server, pathToFileURL(file).href, readFileSync(file, 'utf8'));
      await shown.open();
      await shown.close();
    }
  };
  await openAndClose(files.slice(0, 20));
  const few = await held(server);
  await openAndClose(files);
  const all = await held(server);
  await openAndClose(files);
  const again = await held(server);
  await server.stop();
  return { few, all, again };
}

/** What is held a moment after the last answer: work that waits for a quiet time has been done. */
async function held(server: LanguageServer): Promise<Held> {
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const { rss } = await server.usage('as it is');
  const { heapUsed, arrayBuffers, ...after } = await collected(server);
  return { resident: rss, collected: after.rss, used: heapUsed + arrayBuffers };
}

/** What a promise held is let go with the next turn. */
async function collected(server: LanguageServer): Promise<Usage> {
  await server.usage('collect');
  return server.usage('collect');
}

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { JsonObject } from 'nbproject-protocol';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { TextEdit } from 'vscode-languageserver-protocol';
import type { Random } from '../fuzz/random.ts';
import { ClientText } from '../support/clientText.ts';
import { NotebookTab } from '../support/notebookTab.ts';
import type { ObservedServer } from './observedServer.ts';
import { nameOf, openCount, rewriteClosed } from './project.ts';

/** A notebook that is open: as text, or as cells. */
type Opened = { readonly uri: string; readonly text: ClientText } | { readonly uri: string; readonly tab: NotebookTab };

/** What a person changes, and changes back: the first does not stand in the second, or the notebook would grow. */
const toggles: readonly (readonly [string, string])[] = [
  ['# Step', 'Step'],
  ['print(value_0)', 'print(value_x)'],
  ['value_3 = ', 'value_9 = '],
  ['import pandas as pd', 'import numpy as np'],
];

const ofDocument = ['codeLens', 'documentSymbol', 'foldingRange', 'documentLink'];
const ofPosition = ['completion', 'definition', 'references', 'prepareTypeHierarchy', 'prepareCallHierarchy'];

/** Editors at work: many notebooks open, and one thing after the other asked, changed, saved and closed. */
export class Load {
  /** How long each hover took that was waited for, in milliseconds, and for how many of them the server had a processor. */
  readonly hovers: { readonly elapsed: number; readonly processor: number }[] = [];
  readonly counts = { requests: 0, cancelled: 0, failed: 0, events: 0, edits: 0, saves: 0, closed: 0 };
  readonly #server: ObservedServer;
  readonly #folder: string;
  readonly #random: Random;
  readonly #opened: Opened[] = [];
  readonly #failures = new Set<string>();
  #inFlight = 0;
  #round = 0;

  constructor(server: ObservedServer, folder: string, random: Random) {
    this.#server = server;
    this.#folder = folder;
    this.#random = random;
    for (let number = 0; number < openCount; number++) this.#open(number);
  }

  /** Errors other than that a request was cancelled. */
  get failures(): readonly string[] {
    return [...this.#failures];
  }

  get documents(): readonly { readonly uri: string; readonly version: number }[] {
    return this.#opened.flatMap((one) =>
      'tab' in one
        ? one.tab.cells.map(({ uri, text: { version } }) => ({ uri, version }))
        : [{ uri: one.uri, version: one.text.version }],
    );
  }

  /** Tells of files that have changed, one in a hundred of which has. Editors tell of many in one message, or of each in its own. */
  watchedFiles(count: number): void {
    const uris = Array.from({ length: count }, () =>
      this.#random.next() < 0.01
        ? rewriteClosed(this.#folder, this.#random.below(1000), this.#round++)
        : path.join(this.#folder, nameOf(this.#random.below(openCount))),
    ).map((file) => ({ uri: pathToFileURL(file).href, type: 2 }));
    this.counts.events += count;
    const tell = (changes: readonly object[]) => this.#server.notify('workspace/didChangeWatchedFiles', { changes });
    if (this.#random.next() < 0.5) tell(uris);
    else for (const change of uris) tell([change]);
  }

  /** Asks until so many requests are under way, and takes some of them back. */
  requests(count: number): void {
    while (this.#inFlight < count) {
      const source = new CancellationTokenSource();
      void this.#ask(source.token, ...this.#anyRequest());
      if (this.#random.next() < 0.3) {
        this.counts.cancelled++;
        if (this.#random.next() < 0.5) source.cancel();
        else setImmediate(() => source.cancel());
      }
    }
  }

  async hover(): Promise<void> {
    const begin = performance.now();
    const before = this.#server.timeOnProcessor();
    await this.#server.connection.sendRequest('textDocument/hover', this.#anyPosition());
    const elapsed = performance.now() - begin;
    const after = this.#server.timeOnProcessor();
    this.hovers.push({ elapsed, processor: before === undefined || after === undefined ? elapsed : after - before });
  }

  async edit(): Promise<void> {
    this.counts.edits++;
    const opened = this.#random.of(this.#opened);
    const [one, other] = this.#random.of(toggles);
    if ('tab' in opened) {
      const cell = opened.tab.cells.find(({ text }) => text.content.includes(one) || text.content.includes(other));
      if (cell) await opened.tab.change(cell.uri, [toggled(cell.text, one, other)]);
      return;
    }
    const { uri, text } = opened;
    const { range, newText } = toggled(text, one, other);
    text.replace(range, newText);
    text.version++;
    const contentChanges = [{ range, text: newText }];
    this.#server.notify('textDocument/didChange', { textDocument: { uri, version: text.version }, contentChanges });
  }

  /** Saves one that is open as text. */
  save(): void {
    const opened = this.#random.of(this.#opened);
    if ('tab' in opened) return;
    this.counts.saves++;
    writeFileSync(fileURLToPath(opened.uri), opened.text.content);
    this.#server.notify('textDocument/didSave', { textDocument: { uri: opened.uri } });
  }

  async closeAndOpen(): Promise<void> {
    this.counts.closed++;
    const number = this.#random.below(openCount);
    const opened = this.#opened[number];
    if (opened && 'tab' in opened) await opened.tab.close();
    else if (opened) this.#server.notify('textDocument/didClose', { textDocument: { uri: opened.uri } });
    this.#open(number);
  }

  /** Shows another server what is open. */
  async showTo(server: ObservedServer): Promise<void> {
    for (const one of this.#opened) {
      if ('tab' in one) server.notify('notebookDocument/didOpen', one.tab.opening());
      else server.notify('textDocument/didOpen', { textDocument: itemOf(one.uri, one.text) });
    }
  }

  async answered(): Promise<void> {
    while (this.#inFlight > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  #open(number: number): void {
    const file = path.join(this.#folder, nameOf(number));
    const uri = pathToFileURL(file).href;
    const content = readFileSync(file, 'utf8');
    const notify = async (method: string, params: unknown) => this.#server.notify(method, params);
    if (number % 2) {
      const tab = new NotebookTab(uri, JSON.parse(content) as JsonObject, notify, 'utf-16');
      this.#opened[number] = { uri, tab };
      void tab.open();
    } else {
      const text = new ClientText(content, 0, 'utf-16');
      this.#opened[number] = { uri, text };
      this.#server.notify('textDocument/didOpen', { textDocument: itemOf(uri, text) });
    }
  }

  async #ask(token: CancellationTokenSource['token'], method: string, params: object): Promise<void> {
    this.#inFlight++;
    this.counts.requests++;
    try {
      await this.#server.connection.sendRequest(method, params, token);
    } catch (error) {
      if ((error as { code?: unknown }).code !== requestCancelled) {
        this.counts.failed++;
        this.#failures.add(`${method}: ${String(error)}`);
      }
    } finally {
      this.#inFlight--;
    }
  }

  #anyRequest(): readonly [method: string, params: object] {
    const { textDocument, position } = this.#anyPosition();
    const range = { start: { line: 0, character: 0 }, end: { line: 400, character: 0 } };
    const kind = this.#random.below(12);
    if (kind < 4) return [`textDocument/${this.#random.of(ofDocument)}`, { textDocument }];
    if (kind < 8)
      return [
        `textDocument/${this.#random.of(ofPosition)}`,
        { textDocument, position, context: { includeDeclaration: true } },
      ];
    if (kind === 8) return ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }];
    if (kind === 9) return ['textDocument/inlayHint', { textDocument, range }];
    if (kind === 10) return ['workspace/symbol', { query: `step ${this.#random.below(50)}` }];
    return ['nbproject/header', { uri: textDocument.uri }];
  }

  #anyPosition() {
    const opened = this.#random.of(this.#opened);
    if (!('tab' in opened)) {
      const line = this.#random.below(opened.text.lineCount);
      return { textDocument: { uri: opened.uri }, position: { line, character: 12 } };
    }
    const { uri } = this.#random.of(opened.tab.cells);
    return { textDocument: { uri }, position: { line: 0, character: 8 } };
  }
}

/** LSP `LSPErrorCodes.RequestCancelled`. */
const requestCancelled = -32800;

function toggled(text: ClientText, one: string, other: string): TextEdit {
  const [from, to] = text.content.includes(one) ? [one, other] : [other, one];
  return { range: text.rangeOf(from), newText: to };
}

function itemOf(uri: string, { content, version }: ClientText) {
  return { uri, languageId: 'json', version, text: content };
}

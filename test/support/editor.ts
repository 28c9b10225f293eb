import type { ApplyNotebookEditParams, ApplyNotebookEditResult, JsonObject } from 'nbproject-protocol';
import { onTestFinished } from 'vitest';
import {
  createMessageConnection,
  type MessageConnection,
  type MessageReader,
  type MessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type {
  ApplyWorkspaceEditParams,
  ClientCapabilities,
  CodeAction,
  CodeActionContext,
  Diagnostic,
  InitializeParams,
  InitializeResult,
  PublishDiagnosticsParams,
  Range,
  ShowMessageRequestParams,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import type { PositionEncoding } from '../../server/src/notebook/index.ts';
import { ClientText } from './clientText.ts';
import { Traffic } from './conformance/traffic.ts';
import { NotebookTab, type TabContent } from './notebookTab.ts';
import { serverInProcess } from './serverInProcess.ts';

/** What most editors of today offer. */
export const usualCapabilities: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: { applyEdit: true, workspaceEdit: { documentChanges: true } },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, versionSupport: true },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      isPreferredSupport: true,
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentLink: { tooltipSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  notebookDocument: { synchronization: { dynamicRegistration: false, executionSummarySupport: true } },
  experimental: { nbproject: { applyNotebookEdit: true, headerDidChange: true } },
};

/** A client that says nothing of itself. */
export const bareCapabilities: ClientCapabilities = {};

type EditAnswer = { readonly applied: boolean; readonly failureReason?: string };

/**
 * An editor as the server sees it: a real connection, and documents that the editor keeps itself. What the server says is
 * checked against the protocol and against what the editor offered; {@link start} fails its test where the two differ.
 */
export class Editor {
  readonly connection: MessageConnection;
  readonly exited: Promise<number | null>;
  readonly traffic = new Traffic();
  /** Notifications and requests of the server, in order. */
  readonly messages: { readonly method: string; readonly params: unknown }[] = [];
  /** Instead of making an edit: what answers it. The first one answers the first edit. */
  readonly editAnswers: ((() => EditAnswer | Promise<EditAnswer>) | undefined)[] = [];
  /** How the user answers questions, the first one the first: with what begins the title of a button, or by closing the question. */
  readonly answers: (string | null | (() => Promise<string | null>))[] = [];
  /** What saves a document when the server asks for it, for a client that offers that; false where it was not saved. */
  save: (uri: string) => boolean | Promise<boolean> = () => false;
  /** What the user set under `nbproject`, for a client that offers `workspace/configuration`. */
  settings: unknown = null;
  readonly #texts = new Map<string, ClientText>();
  readonly #tabs = new Map<string, NotebookTab>();
  readonly #published = new Map<string, PublishDiagnosticsParams>();
  readonly #waiting = new Set<() => void>();
  #encoding: PositionEncoding = 'utf-16';
  #stopped = false;

  constructor(reader: MessageReader, writer: MessageWriter, exited: Promise<number | null>) {
    this.exited = exited;
    this.connection = createMessageConnection(this.traffic.watchReader(reader), this.traffic.watchWriter(writer));
    this.connection.onNotification((method: string, params: object | unknown[] | undefined) =>
      this.#receive(method, params),
    );
    this.connection.onUnhandledProgress((params) => this.#receive('$/progress', params));
    this.#answerEdits<ApplyWorkspaceEditParams>('workspace/applyEdit', async ({ edit }) => ({
      applied: await this.apply(edit),
    }));
    this.#answerEdits<ApplyNotebookEditParams>('nbproject/applyNotebookEdit', (params) =>
      this.#applyToNotebook(params),
    );
    this.#answer('workspace/configuration', () => [this.settings]);
    this.#answer<ShowMessageRequestParams>('window/showMessageRequest', async ({ actions = [] }) => {
      const answer = this.answers.shift() ?? null;
      const start = typeof answer === 'function' ? await answer() : answer;
      return (start !== null && actions.find(({ title }) => title.startsWith(start))) || null;
    });
    this.#answer<{ uri: string }>('nbproject/saveDocument', async ({ uri }) => ({ saved: await this.save(uri) }));
    this.#answer('workspace/codeLens/refresh', () => null);
    this.#answer('client/registerCapability', () => null);
    this.#answer('window/workDoneProgress/create', () => null);
    this.#answer('workspace/inlayHint/refresh', () => null);
    this.connection.listen();
  }

  /** An editor with a server of its own in this process, not initialized yet. */
  static connect(load?: () => Promise<void>): Editor {
    const { toServer, toClient, exited } = serverInProcess(load);
    const editor = new Editor(new StreamMessageReader(toClient), new StreamMessageWriter(toServer), exited);
    onTestFinished(() => editor.finish());
    return editor;
  }

  /** An editor whose server is initialized. It is stopped when the test is done. */
  static async start(
    capabilities: ClientCapabilities = usualCapabilities,
    more: Partial<InitializeParams> = {},
  ): Promise<Editor> {
    const editor = Editor.connect();
    await editor.initialize(capabilities, more);
    return editor;
  }

  async initialize(
    capabilities: ClientCapabilities = usualCapabilities,
    more: Partial<InitializeParams> = {},
  ): Promise<InitializeResult> {
    const params = { processId: null, rootUri: null, capabilities, ...more };
    const result = await this.request<InitializeResult>('initialize', params);
    this.#encoding = (result.capabilities.positionEncoding ?? 'utf-16') as PositionEncoding;
    await this.notify('initialized', {});
    return result;
  }

  request<Result>(method: string, params: unknown): Promise<Result> {
    return params === undefined ? this.connection.sendRequest(method) : this.connection.sendRequest(method, params);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  async openText(uri: string, content: string, languageId = 'json', version = 0): Promise<ClientText> {
    const text = new ClientText(content, version, this.#encoding);
    this.#texts.set(uri, text);
    this.#published.delete(uri);
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version, text: content } });
    return text;
  }

  async closeText(uri: string): Promise<void> {
    this.#texts.delete(uri);
    await this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Opens a notebook in the notebook editor, as VS Code does. */
  async openNotebook(uri: string, content: JsonObject | TabContent): Promise<NotebookTab> {
    const tab = new NotebookTab(uri, content, (method, params) => this.notify(method, params), this.#encoding);
    this.#tabs.set(uri, tab);
    await tab.open();
    return tab;
  }

  /** Types into a text document: replaces the `occurrence`-th place, from 0, where `old` stands. */
  async type(uri: string, old: string, newText: string, occurrence = 0): Promise<void> {
    await this.change(uri, [{ range: this.document(uri).rangeOf(old, occurrence), newText }]);
  }

  /** One didChange with several changes, as an editor that applies an edit sends them: from the last to the first. */
  async change(uri: string, edits: readonly TextEdit[]): Promise<void> {
    const document = this.document(uri);
    expectApart(document, edits);
    const changes = [...edits]
      .sort((one, other) => compare(other.range, one.range))
      .map(({ range, newText }) => ({ range, text: newText }));
    for (const { range, text } of changes) document.replace(range, text);
    document.version += edits.length;
    const version = { uri, version: document.version };
    await this.notify('textDocument/didChange', { textDocument: version, contentChanges: changes });
  }

  /** Replaces a text document as a whole. */
  async replaceAll(uri: string, content: string): Promise<void> {
    const document = this.document(uri);
    document.content = content;
    document.version++;
    const version = { uri, version: document.version };
    await this.notify('textDocument/didChange', { textDocument: version, contentChanges: [{ text: content }] });
  }

  text(uri: string): string {
    return this.document(uri).content;
  }

  /** The text of a document or of a cell. */
  document(uri: string): ClientText {
    const text = this.#texts.get(uri) ?? this.#tabOf(uri)?.cell(uri);
    if (!text) throw new Error(`${uri} is not open`);
    return text;
  }

  /** The diagnostics of a document, as soon as those of its newest version have arrived. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const { version } = this.document(uri);
    await this.until(() => this.#published.get(uri)?.version === version);
    return this.#published.get(uri)?.diagnostics ?? [];
  }

  /** The findings of a document, as soon as those of its newest version have arrived: each with its code and the text under it. */
  async findings(uri: string): Promise<[code: string, text: string][]> {
    const diagnostics = await this.diagnostics(uri);
    return diagnostics.map(({ code, range }) => [String(code), this.document(uri).slice(range)]);
  }

  /** The last published list of a document, or undefined. */
  published(uri: string): PublishDiagnosticsParams | undefined {
    return this.#published.get(uri);
  }

  /** Every list published for a document, in order. */
  publishedLists(uri: string): PublishDiagnosticsParams[] {
    return this.received<PublishDiagnosticsParams>('textDocument/publishDiagnostics').filter((one) => one.uri === uri);
  }

  received<Params>(method: string): Params[] {
    return this.messages.filter((message) => message.method === method).map(({ params }) => params as Params);
  }

  /** Waits until something that arrived makes a condition true. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Waits until the server has done everything that it does at once, so that what has not been published is not going to be. */
  async settle(): Promise<void> {
    const uri = `untitled:barrier-${this.messages.length}.ipynb`;
    await this.openText(uri, '');
    await this.diagnostics(uri);
    await this.closeText(uri);
  }

  /** The code actions for a range, by default those for the whole document. */
  async codeActions(uri: string, range?: Range, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
    const { content } = this.document(uri);
    const params = {
      textDocument: { uri },
      range: range ?? this.document(uri).rangeAt(0, content.length),
      context: { diagnostics: [], ...context },
    };
    return (await this.request<CodeAction[] | null>('textDocument/codeAction', params)) ?? [];
  }

  /** Carries out a code action as an editor does when its user has chosen it. */
  async choose(action: CodeAction | undefined): Promise<void> {
    if (!action) throw new Error('There is no such action');
    const { edit, command } =
      action.edit === undefined && action.data !== undefined
        ? await this.request<CodeAction>('codeAction/resolve', action)
        : action;
    if (edit && !(await this.apply(edit))) throw new Error(`The edit of ${action.title} is stale`);
    if (command) await this.execute(command.command, ...(command.arguments ?? []));
  }

  execute<Result>(command: string, ...args: unknown[]): Promise<Result> {
    return this.request('workspace/executeCommand', { command, arguments: args });
  }

  /** Makes an edit of the server as an editor does: all of it or, with a stale version, nothing. */
  async apply(edit: WorkspaceEdit): Promise<boolean> {
    const byUri = new Map<string, TextEdit[]>();
    for (const change of edit.documentChanges ?? []) {
      if (!('textDocument' in change)) return false;
      const { uri, version } = change.textDocument;
      if (version !== null && version !== this.document(uri).version) return false;
      byUri.set(uri, change.edits as TextEdit[]);
    }
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) byUri.set(uri, edits);
    for (const [uri, edits] of byUri) {
      const tab = this.#tabOf(uri);
      if (tab) await tab.change(uri, edits);
      else await this.change(uri, edits);
    }
    return true;
  }

  async stop(): Promise<number | null> {
    this.#stopped = true;
    await this.request('shutdown', undefined);
    await this.notify('exit', undefined);
    const code = await this.exited;
    this.connection.dispose();
    return code;
  }

  /** Stops the server and fails where it broke the protocol. */
  async finish(): Promise<void> {
    if (!this.#stopped && this.traffic.isInitialized) await this.stop();
    this.connection.dispose();
    const { violations, unanswered } = this.traffic;
    if (violations.length > 0) throw new Error(`The server broke the protocol:\n${violations.join('\n')}`);
    if (unanswered.length > 0) throw new Error(`The server has not answered: ${unanswered.join(', ')}`);
  }

  #tabOf(cellUri: string): NotebookTab | undefined {
    return [...this.#tabs.values()].find((tab) => tab.cell(cellUri) !== undefined);
  }

  #receive(method: string, params: unknown): void {
    this.messages.push({ method, params });
    if (method === 'textDocument/publishDiagnostics') {
      const published = params as PublishDiagnosticsParams;
      this.#published.set(published.uri, published);
      this.#checkRanges(published);
    }
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  /** Every range of diagnostics lies in the text of the version that they are of. */
  #checkRanges({ uri, version, diagnostics }: PublishDiagnosticsParams): void {
    const text = this.#texts.get(uri) ?? this.#tabOf(uri)?.cell(uri);
    // In a long text it takes too long.
    if (!text || text.version !== version || text.content.length > 50_000) return;
    for (const { range, code } of diagnostics) {
      try {
        text.slice(range);
      } catch (error) {
        this.traffic.violations.push(`${uri}: the range of ${code}: ${String(error)}`);
      }
    }
  }

  #answer<Params>(method: string, handle: (params: Params) => unknown): void {
    this.connection.onRequest(method, (params: Params) => {
      this.#receive(method, params);
      return handle(params);
    });
  }

  #answerEdits<Params>(method: string, make: (params: Params) => Promise<EditAnswer>): void {
    this.#answer<Params>(method, async (params) => {
      const instead = this.editAnswers.shift();
      return instead ? instead() : make(params);
    });
  }

  async #applyToNotebook({ uri, version, edits }: ApplyNotebookEditParams): Promise<ApplyNotebookEditResult> {
    const tab = this.#tabs.get(uri);
    if (!tab) return { applied: false, failureReason: `${uri} is not open` };
    if (tab.version !== version) return { applied: false, failureReason: 'The notebook has changed.' };
    await tab.apply(edits);
    return { applied: true };
  }
}

function expectApart(document: ClientText, edits: readonly TextEdit[]): void {
  const spans = edits.map(({ range }) => [document.offsetAt(range.start), document.offsetAt(range.end)] as const);
  spans.sort(([one], [other]) => one - other);
  for (const [index, [start, end]] of spans.entries()) {
    const next = spans[index + 1]?.[0] ?? end;
    if (end < start || next < end) throw new Error(`Edits overlap: ${JSON.stringify(edits)}`);
  }
}

function compare(one: Range, other: Range): number {
  return one.start.line - other.start.line || one.start.character - other.start.character;
}

import { PassThrough } from 'node:stream';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type {
  ApplyWorkspaceEditParams,
  ClientCapabilities,
  Diagnostic,
  InitializeParams,
  InitializeResult,
  PublishDiagnosticsParams,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { type PositionEncoding, Text } from '../../server/src/notebook/index.ts';
import { startServer } from '../../server/src/session/server.ts';

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
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
  experimental: { nbproject: { applyNotebookEdit: true, headerDidChange: true } },
};

/** An editor as the server sees it: a real connection over streams in memory, documents that it keeps itself. */
export class Editor {
  readonly connection: MessageConnection;
  readonly exited: Promise<number>;
  readonly messages: { readonly method: string; readonly params: unknown }[] = [];
  readonly #texts = new Map<string, { version: number; text: Text }>();
  readonly #published = new Map<string, PublishDiagnosticsParams>();
  readonly #waiting = new Set<() => void>();
  #encoding: PositionEncoding = 'utf-16';
  /** What the next edit of the server is answered with, instead of making it. */
  refuseEdit: { applied: boolean; failureReason?: string } | Error | undefined;

  constructor() {
    const toServer = new PassThrough();
    const toEditor = new PassThrough();
    this.exited = new Promise((resolve) => {
      const closed = startServer(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor), {
        version: '0.0.0-test',
        pageOf: (code) => `file:///rules/${code}.md`,
        exit: resolve,
      });
      toServer.on('close', closed);
    });
    this.connection = createMessageConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
    this.connection.onNotification((method: string, params: object | unknown[] | undefined) =>
      this.#receive(method, params),
    );
    this.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => this.#applyEdit(params));
    this.connection.onRequest('workspace/configuration', () => [null]);
    this.connection.onRequest('workspace/codeLens/refresh', () => null);
    this.connection.listen();
  }

  /** An editor whose server is initialized. */
  static async start(
    capabilities: ClientCapabilities = usualCapabilities,
    more: Partial<InitializeParams> = {},
  ): Promise<Editor> {
    const editor = new Editor();
    const result: InitializeResult = await editor.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities,
      ...more,
    });
    editor.#encoding = (result.capabilities.positionEncoding ?? 'utf-16') as PositionEncoding;
    await editor.connection.sendNotification('initialized', {});
    return editor;
  }

  request<Result>(method: string, params: unknown): Promise<Result> {
    return this.connection.sendRequest(method, params);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  async openText(uri: string, content: string, languageId = 'json'): Promise<void> {
    this.#texts.set(uri, { version: 0, text: Text.from(content) });
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 0, text: content } });
  }

  /** Types into a text document: replaces the `occurrence`-th place where `old` stands. */
  async type(uri: string, old: string, newText: string): Promise<void> {
    const document = this.#document(uri);
    const start = document.text.toString().indexOf(old);
    if (start < 0) throw new Error(`${JSON.stringify(old)} is not in ${uri}`);
    await this.change(uri, [{ range: document.text.rangeAt(start, start + old.length, this.#encoding), newText }]);
  }

  /** One didChange with several changes, as an editor that applies an edit sends them: from the last to the first. */
  async change(uri: string, edits: readonly { range: Range; newText: string }[]): Promise<void> {
    const document = this.#document(uri);
    const changes = [...edits]
      .sort((one, other) => compare(other.range, one.range))
      .map(({ range, newText }) => ({ range, text: newText }));
    for (const { range, text } of changes) {
      const start = document.text.offsetAt(range.start, this.#encoding);
      document.text = document.text.replace(start, document.text.offsetAt(range.end, this.#encoding), text);
    }
    document.version += edits.length;
    await this.notify('textDocument/didChange', {
      textDocument: { uri, version: document.version },
      contentChanges: changes,
    });
  }

  text(uri: string): string {
    return this.#document(uri).text.toString();
  }

  textAt(uri: string, range: Range): string {
    const { text } = this.#document(uri);
    return text.slice(text.offsetAt(range.start, this.#encoding), text.offsetAt(range.end, this.#encoding));
  }

  /** The diagnostics of a document, as soon as those of its newest version have arrived. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const version = this.#texts.get(uri)?.version;
    await this.until(() => {
      const published = this.#published.get(uri);
      return published !== undefined && (version === undefined || published.version === version);
    });
    return this.#published.get(uri)?.diagnostics ?? [];
  }

  /** The last published list of a document, or undefined. */
  published(uri: string): PublishDiagnosticsParams | undefined {
    return this.#published.get(uri);
  }

  /** Waits until something that arrived makes a condition true. */
  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Makes an edit of the server as an editor does: all of it or, with a stale version, nothing. */
  async apply(edit: WorkspaceEdit): Promise<boolean> {
    const byUri = new Map<string, { range: Range; newText: string }[]>();
    for (const change of edit.documentChanges ?? []) {
      if (!('textDocument' in change)) return false;
      const { uri, version } = change.textDocument;
      if (version !== null && version !== this.#document(uri).version) return false;
      byUri.set(uri, change.edits as { range: Range; newText: string }[]);
    }
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) byUri.set(uri, edits);
    for (const [uri, edits] of byUri) await this.change(uri, edits);
    return true;
  }

  async stop(): Promise<number> {
    await this.request('shutdown', undefined);
    await this.notify('exit', undefined);
    const code = await this.exited;
    this.connection.dispose();
    return code;
  }

  #document(uri: string): { version: number; text: Text } {
    const document = this.#texts.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  #receive(method: string, params: unknown): void {
    this.messages.push({ method, params });
    if (method === 'textDocument/publishDiagnostics') {
      const published = params as PublishDiagnosticsParams;
      this.#published.set(published.uri, published);
    }
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }

  async #applyEdit({ edit }: ApplyWorkspaceEditParams): Promise<{ applied: boolean; failureReason?: string }> {
    const refusal = this.refuseEdit;
    this.refuseEdit = undefined;
    if (refusal instanceof Error) throw refusal;
    if (refusal) return refusal;
    return { applied: await this.apply(edit) };
  }
}

function compare(one: Range, other: Range): number {
  return one.start.line - other.start.line || one.start.character - other.start.character;
}

import type {
  Message,
  MessageReader,
  MessageWriter,
  NotificationMessage,
  RequestMessage,
  ResponseMessage,
} from 'vscode-jsonrpc';
import type { InitializeParams, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { metaModel } from './metaModel.ts';
import { notOfferedInParams, notOfferedInResult, type Offer } from './offered.ts';

/** Watches both directions of a connection from the client's end, and keeps what breaks the protocol. */
export class Traffic {
  /** Everything the server sent, in order. */
  readonly received: Message[] = [];
  readonly violations: string[] = [];
  readonly #asked = new Map<string | number, RequestMessage>();
  readonly #answered = new Set<string | number>();
  readonly #versions = new Map<string, number>();
  #offer: Offer | undefined;
  #state: 'new' | 'initialized' | 'shut down' = 'new';

  /** The same reader, with each message seen here before its listener gets it. */
  watchReader(reader: MessageReader): MessageReader {
    const listen = reader.listen.bind(reader);
    reader.listen = (callback) =>
      listen((message) => {
        this.receive(message);
        callback(message);
      });
    return reader;
  }

  watchWriter(writer: MessageWriter): MessageWriter {
    const write = writer.write.bind(writer);
    writer.write = (message) => {
      this.send(message);
      return write(message);
    };
    return writer;
  }

  /** True between the answers to `initialize` and to `shutdown`. */
  get isInitialized(): boolean {
    return this.#state === 'initialized';
  }

  /** Requests that the server has not answered. */
  get unanswered(): readonly string[] {
    return [...this.#asked.values()].filter(({ id }) => !this.#answered.has(id ?? -1)).map(({ method }) => method);
  }

  /** A message of the client. */
  send(message: Message): void {
    const request = message as RequestMessage;
    if (/\/did(?:Open|Close)$/.test(request.method ?? '')) this.#versions.clear();
    if (request.method === undefined || request.id === undefined || request.id === null) return;
    this.#asked.set(request.id, request);
    if (request.method === 'initialize') {
      const { capabilities, clientInfo } = request.params as InitializeParams;
      this.#offer ??= { capabilities, clientName: clientInfo?.name };
    }
  }

  /** A message of the server. */
  receive(message: Message): void {
    this.received.push(message);
    if ((message as NotificationMessage).method !== undefined) this.#receiveCall(message as NotificationMessage);
    else this.#receiveAnswer(message as ResponseMessage);
  }

  #receiveCall({ method, params }: NotificationMessage): void {
    const early = ['window/logMessage', 'window/showMessage', 'window/showMessageRequest', 'telemetry/event'];
    if (this.#state === 'new' && !(this.#offer && early.includes(method)))
      this.#violation(`${method} came before the answer to initialize`);
    if (this.#state === 'shut down') this.#violation(`${method} came after shutdown`);
    if (!method.startsWith('nbproject/')) this.#violation(...(metaModel?.paramsProblems(method, params) ?? []));
    if (this.#offer) this.#violation(...notOfferedInParams(method, params, this.#offer));
    if (method === 'textDocument/publishDiagnostics')
      this.#checkDiagnostics(params as unknown as PublishDiagnosticsParams);
  }

  #receiveAnswer({ id, result, error }: ResponseMessage): void {
    // A message that could not be read is answered without an id.
    if (id === null) return;
    const request = this.#asked.get(id);
    if (!request) {
      this.#violation(`an answer to a request ${id} that was never asked`);
      return;
    }
    const { method } = request;
    if (this.#answered.has(id)) this.#violation(`${method} was answered twice`);
    this.#answered.add(id);
    if (error) {
      if (result !== undefined) this.#violation(`${method}: both a result and an error`);
      return;
    }
    if (result === undefined) this.#violation(`${method}: neither a result nor an error`);
    if (method === 'initialize') this.#state = 'initialized';
    if (method === 'shutdown') this.#state = 'shut down';
    this.#violation(...(metaModel?.resultProblems(method, result) ?? []));
    if (this.#offer) this.#violation(...notOfferedInResult(method, result, this.#offer));
  }

  #checkDiagnostics({ uri, version, diagnostics }: PublishDiagnosticsParams): void {
    if (version !== undefined) {
      const before = this.#versions.get(uri) ?? version;
      if (version < before) this.#violation(`${uri}: diagnostics of version ${version} came after those of ${before}`);
      this.#versions.set(uri, version);
    }
    for (const { range, code, source, message } of diagnostics) {
      const { start, end } = range;
      if (start.line > end.line || (start.line === end.line && start.character > end.character))
        this.#violation(`${uri}: the range of ${code} ends before it begins`);
      if (source !== 'nbproject' || message === '') this.#violation(`${uri}: a diagnostic without source or message`);
    }
  }

  #violation(...found: readonly string[]): void {
    this.violations.push(...found);
  }
}

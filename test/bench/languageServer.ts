import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { DocumentDiagnosticReport, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';

/** The server as users run it. */
export const product: readonly string[] = [path.resolve('server/bin/nbproject-language-server.cjs'), '--stdio'];

/** What a process has used so far: milliseconds of processors, and bytes. */
export interface Usage {
  readonly cpu: number;
  readonly rss: number;
  readonly heapUsed: number;
  readonly arrayBuffers: number;
  readonly mostResident: number;
}

/** How a server tells of diagnostics: by itself, or when it is asked; the ones that do the first and wait before it are asked. */
export type Diagnosing = 'push' | 'pull';

/** A language server of Node in a process of its own, on real pipes, with a cache of its own and a probe in it that tells what it uses. */
export class LanguageServer {
  readonly connection: MessageConnection;
  readonly #child: ChildProcess;
  readonly #cache: string;
  readonly #diagnosing: Diagnosing;
  readonly #published = new Map<string, number>();
  readonly #waiting = new Set<() => void>();

  private constructor(child: ChildProcess, cache: string, connection: MessageConnection, diagnosing: Diagnosing) {
    this.#child = child;
    this.#cache = cache;
    this.connection = connection;
    this.#diagnosing = diagnosing;
    connection.onNotification('textDocument/publishDiagnostics', ({ uri, version }: PublishDiagnosticsParams) => {
      if (version !== undefined) this.#published.set(uri, version);
      for (const look of this.#waiting) look();
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => null));
    connection.onRequest(() => null);
    connection.listen();
  }

  /** Starts a server by the arguments of Node, and initializes it for a workspace. */
  static async start(
    args: readonly string[],
    workspace: string,
    diagnosing: Diagnosing = 'push',
  ): Promise<LanguageServer> {
    const probe = ['--expose-gc', '--require', path.resolve('test/bench/probe.cjs')];
    const cache = mkdtempSync(path.join(tmpdir(), 'nbproject-bench-cache-'));
    const env = { ...process.env, XDG_CACHE_HOME: cache };
    const child = spawn(process.execPath, [...probe, ...args], { stdio: ['pipe', 'pipe', 'ignore', 'ipc'], env });
    const { stdout, stdin } = child;
    if (!stdout || !stdin) throw new Error('There are no pipes.');
    const connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    const server = new LanguageServer(child, cache, connection, diagnosing);
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: workspace,
      workspaceFolders: [{ uri: workspace, name: 'bench' }],
      capabilities: {
        general: { positionEncodings: ['utf-16'] },
        textDocument: {
          publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, versionSupport: true },
          ...(diagnosing === 'pull' && { diagnostic: { dynamicRegistration: false } }),
        },
        notebookDocument: { synchronization: { dynamicRegistration: false, executionSummarySupport: true } },
        window: { workDoneProgress: true },
        workspace: { workspaceFolders: true, applyEdit: true, workspaceEdit: { documentChanges: true } },
      },
    });
    await connection.sendNotification('initialized', {});
    return server;
  }

  /** Sends a notification after which the diagnostics of a document in a version are awaited. Milliseconds until they are there. */
  async diagnosed(method: string, params: object, uri: string, version: number): Promise<number> {
    const start = performance.now();
    // Of a document that is opened again the versions begin anew.
    if (method === 'textDocument/didOpen') this.#published.delete(uri);
    void this.connection.sendNotification(method, params);
    if (this.#diagnosing === 'pull')
      await this.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', { textDocument: { uri } });
    else await this.#publishedFrom(uri, version);
    return performance.now() - start;
  }

  /** What the process uses. */
  usage(collecting: 'collect' | 'as it is'): Promise<Usage> {
    this.#child.send(collecting);
    return once(this.#child, 'message').then(([usage]) => usage as Usage);
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await ended;
    this.connection.dispose();
    rmSync(this.#cache, { recursive: true, force: true });
  }

  #publishedFrom(uri: string, version: number): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if ((this.#published.get(uri) ?? -1) < version) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
  }
}

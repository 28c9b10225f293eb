import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { ClientCapabilities, Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import { usualCapabilities } from '../support/editor.ts';

/** What the server's process uses: bytes in use after a collection, of JavaScript and what it holds outside, bytes from the system, and milliseconds. */
export interface Usage {
  readonly heap: number;
  readonly rss: number;
  /** Of the processors, since the start. */
  readonly cpu: number;
  /** That nothing else got its turn, since the last look. */
  readonly longest: number;
}

const capabilities: ClientCapabilities = {
  ...usualCapabilities,
  workspace: {
    ...usualCapabilities.workspace,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  window: { workDoneProgress: true },
};

/** A server in a process of its own that can be looked into, and what it last said of each document. */
export class ObservedServer {
  readonly connection: MessageConnection;
  readonly #child: ChildProcess;
  readonly #published = new Map<string, { readonly version: number | undefined; readonly said: string }>();

  private constructor(program: string) {
    const preload = path.join(import.meta.dirname, 'probe.cjs');
    const child = spawn(process.execPath, ['--expose-gc', '--require', preload, program], {
      stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    this.#child = child;
    const { stdout, stdin } = child as {
      stdout: NonNullable<typeof child.stdout>;
      stdin: NonNullable<typeof child.stdin>;
    };
    this.connection = createMessageConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      const { uri, version, diagnostics } = params;
      this.#published.set(uri, { version, said: diagnostics.map(plain).sort().join('\n') });
    });
    this.connection.onRequest(() => null);
    this.connection.listen();
  }

  static async start(program: string, folder: string): Promise<ObservedServer> {
    const server = new ObservedServer(program);
    const workspaceFolders = [{ uri: folder, name: 'project' }];
    await server.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities,
      workspaceFolders,
    });
    server.notify('initialized', {});
    return server;
  }

  notify(method: string, params: unknown): void {
    void this.connection.sendNotification(method, params);
  }

  async usage(): Promise<Usage> {
    const answer = new Promise<Usage>((resolve) => this.#child.once('message', (usage) => resolve(usage as Usage)));
    this.#child.send('usage');
    return answer;
  }

  /**
   * For how many milliseconds it has had a processor since its start: how long it takes where nothing else wants one. Undefined where the system
   * does not tell.
   */
  timeOnProcessor(): number | undefined {
    const file = `/proc/${this.#child.pid}/schedstat`;
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : undefined;
  }

  /** Resolves when it has had nothing to do for a second, or half a minute is over: what may have changed on the disk it looks up now and then. */
  async calm(): Promise<void> {
    const end = performance.now() + 30_000;
    for (let idle = 0, before = this.timeOnProcessor() ?? 0; idle < 4 && performance.now() < end; ) {
      await pause(250);
      const now = this.timeOnProcessor() ?? 0;
      idle = now - before < 15 ? idle + 1 : 0;
      before = now;
    }
  }

  /** What it last said of a document, in a form that can be compared; undefined where it was not of this version. */
  saidOf(uri: string, version: number): string | undefined {
    const last = this.#published.get(uri);
    return last?.version === version ? last.said : undefined;
  }

  /** The exit code, once it has been told to end. */
  async stop(): Promise<number | null> {
    const exited = new Promise<number | null>((resolve) => this.#child.once('exit', resolve));
    await this.connection.sendRequest('shutdown');
    this.notify('exit', undefined);
    return exited;
  }
}

function plain({ code, message, severity, range }: Diagnostic): string {
  return JSON.stringify([code, message, severity, range]);
}

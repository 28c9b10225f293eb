import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';

/** The diagnostics of one document; `version` is undefined for one that the editor numbers otherwise, such as a notebook's file. */
export interface DiagnosticList {
  readonly uri: string;
  readonly version: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Sends the diagnostics of notebooks and remembers them: a document gets another list when its own changed or it has a new version. */
export class Publisher {
  readonly #send: (params: PublishDiagnosticsParams) => void;
  readonly #byNotebook = new Map<string, ReadonlyMap<string, Sent>>();

  constructor(send: (params: PublishDiagnosticsParams) => void) {
    this.#send = send;
  }

  /** Sends what changed of the lists of all documents of a notebook; documents that are no longer among them are cleared. */
  publish(notebook: string, lists: readonly DiagnosticList[]): void {
    const before = this.#byNotebook.get(notebook);
    const after = new Map<string, Sent>();
    for (const { uri, version, diagnostics } of lists) {
      const sent = before?.get(uri);
      if (sent && sent.version === version && isDeepStrictEqual(sent.diagnostics, diagnostics)) {
        after.set(uri, sent);
        continue;
      }
      after.set(uri, { version, diagnostics });
      this.#send({ uri, ...(version !== undefined && { version }), diagnostics: [...diagnostics] });
    }
    this.#byNotebook.set(notebook, after);
    for (const [uri, { diagnostics }] of before ?? []) {
      if (!after.has(uri) && diagnostics.length > 0) this.#send({ uri, diagnostics: [] });
    }
  }

  /** Takes back what was published for a notebook that is closed, or is none any more. */
  clear(notebook: string): void {
    this.publish(notebook, []);
    this.#byNotebook.delete(notebook);
  }
}

type Sent = Omit<DiagnosticList, 'uri'>;

import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';

/** Sends diagnostics and remembers them: a document gets another list when its own changed or it has a new version. */
export class Publisher {
  readonly #send: (params: PublishDiagnosticsParams) => void;
  readonly #published = new Map<string, { readonly version: number | undefined; readonly diagnostics: string }>();

  constructor(send: (params: PublishDiagnosticsParams) => void) {
    this.#send = send;
  }

  /** `version` is undefined for a document that the editor numbers otherwise, such as a notebook's file. */
  publish(uri: string, version: number | undefined, diagnostics: readonly Diagnostic[]): void {
    const before = this.#published.get(uri);
    const text = JSON.stringify(diagnostics);
    if (before?.version === version && before?.diagnostics === text) return;
    this.#published.set(uri, { version, diagnostics: text });
    this.#send({ uri, ...(version !== undefined && { version }), diagnostics: [...diagnostics] });
  }

  /** Takes back what was published for a document that is closed. */
  clear(uri: string): void {
    const before = this.#published.get(uri);
    this.#published.delete(uri);
    if (before && before.diagnostics !== '[]') this.#send({ uri, diagnostics: [] });
  }
}

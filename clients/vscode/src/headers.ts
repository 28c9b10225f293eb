import { type Header, type HeaderDidChangeParams, headerDidChange } from 'nbproject-protocol';
import { Disposable, EventEmitter, Uri, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { activeUri } from './commandTarget.ts';

/** The headers of the open notebooks, as the server tells them; `current` is that of the notebook the user is in. */
export class Headers {
  readonly #changed = new EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #headers = new Map<string, Header>();
  readonly #disposable: Disposable;
  #current: string | undefined;

  constructor(client: LanguageClient) {
    this.#disposable = Disposable.from(
      this.#changed,
      client.onNotification(headerDidChange, ({ uri, header }: HeaderDidChangeParams) => {
        this.#headers.set(key(Uri.parse(uri)), header);
        this.#follow();
      }),
      workspace.onDidCloseNotebookDocument(({ uri }) => this.#forget(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
      window.onDidChangeActiveNotebookEditor(() => this.#follow()),
      window.onDidChangeActiveTextEditor(() => this.#follow()),
    );
  }

  get current(): Header | undefined {
    return this.#current === undefined ? undefined : this.#headers.get(this.#current);
  }

  has(uri: Uri): boolean {
    return this.#headers.has(key(uri));
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  /** Where the user is in no editor at all, in a view of ours for example, the last notebook stays. */
  #follow(): void {
    const active = activeUri((uri) => this.has(uri));
    if (active) this.#current = key(active);
    else if (window.activeTextEditor) this.#current = undefined;
    this.#changed.fire();
  }

  #forget(uri: Uri): void {
    if (this.#headers.delete(key(uri))) this.#follow();
  }
}

/** VS Code writes URIs in its own way, and the server sends back what it was sent. */
function key(uri: Uri): string {
  return uri.toString();
}

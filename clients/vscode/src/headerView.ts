import { commands, Disposable, type Uri, type WebviewView, type WebviewViewProvider, window } from 'vscode';
import type { Headers } from './headers.ts';
import { onPageMessage } from './pageMessages.ts';
import type { FromPage, ToHeaderPage } from './webviewMessages.ts';
import { fillWebview } from './webviewPage.ts';

/** The view beside the editors with the header of the notebook that the user is in: the record beside what is live. */
export class HeaderView implements WebviewViewProvider {
  readonly #extension: Uri;
  readonly #headers: Headers;
  readonly #disposable: Disposable;
  #view: WebviewView | undefined;

  constructor(extension: Uri, headers: Headers) {
    this.#extension = extension;
    this.#headers = headers;
    this.#disposable = Disposable.from(
      window.registerWebviewViewProvider('nbproject.header', this),
      headers.onDidChange(() => this.#post()),
    );
  }

  resolveWebviewView(view: WebviewView): void {
    this.#view = view;
    view.webview.onDidReceiveMessage((message: FromPage) => onPageMessage(message, { ready: () => this.#post() }));
    view.onDidChangeVisibility(() => this.#post());
    view.onDidDispose(() => {
      this.#view = undefined;
    });
    fillWebview(view.webview, this.#extension, 'header');
  }

  async show(): Promise<void> {
    await commands.executeCommand('nbproject.header.focus');
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #post(): Promise<void> {
    if (!this.#view?.visible) return;
    const message: ToHeaderPage = { header: this.#headers.current ?? null };
    await this.#view.webview.postMessage(message);
  }
}

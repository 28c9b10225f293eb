import { type Graph, type GraphParams, graphRequest } from 'nbproject-protocol';
import { Uri, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { onPageMessage } from './pageMessages.ts';
import type { FromPage, ToLineagePage } from './webviewMessages.ts';
import { fillWebview } from './webviewPage.ts';

/** How the notebooks of the workspace stand to each other, as a picture. One panel, shown again for another notebook. */
export class LineagePanel {
  readonly #extension: Uri;
  readonly #client: LanguageClient;
  #panel: WebviewPanel | undefined;
  #uri: string | undefined;

  constructor(extension: Uri, client: LanguageClient) {
    this.#extension = extension;
    this.#client = client;
  }

  /** Without a notebook, the whole workspace. */
  async show(uri: string | undefined): Promise<void> {
    this.#uri = uri;
    if (this.#panel) {
      this.#panel.reveal();
      await this.#post(this.#panel);
    } else this.#panel = this.#open();
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): WebviewPanel {
    const panel = window.createWebviewPanel('nbproject.lineage', 'Lineage', ViewColumn.Beside);
    panel.iconPath = Uri.joinPath(this.#extension, 'media', 'lineage.svg');
    panel.webview.onDidReceiveMessage((message: FromPage) =>
      onPageMessage(message, { ready: () => this.#post(panel), all: () => this.show(undefined) }),
    );
    // Notebooks may have been published meanwhile.
    panel.onDidChangeViewState(() => panel.visible && this.#post(panel));
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    fillWebview(panel.webview, this.#extension, 'lineage');
    return panel;
  }

  async #post(panel: WebviewPanel): Promise<void> {
    const message: ToLineagePage = { graph: await this.#graph(), current: this.#uri ?? null };
    await panel.webview.postMessage(message);
  }

  async #graph(): Promise<Graph> {
    const params: GraphParams = this.#uri === undefined ? {} : { uri: this.#uri };
    try {
      return await this.#client.sendRequest<Graph>(graphRequest, params);
    } catch (error) {
      // Without a folder, or of a notebook outside it.
      window.showWarningMessage(error instanceof Error ? error.message : String(error));
      return { nodes: [], edges: [] };
    }
  }
}

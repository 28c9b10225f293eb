import type { ExtensionContext } from 'vscode';
import { cellStatus } from './cellStatus.ts';
import { registerContextKeys } from './contextKeys.ts';
import { Headers } from './headers.ts';
import { HeaderView } from './headerView.ts';
import { followInterpreters } from './interpreters.ts';
import { createClient } from './languageClient.ts';
import { LineagePanel } from './lineagePanel.ts';
import { statusBarItem } from './statusBar.ts';

export async function activate(context: ExtensionContext): Promise<void> {
  const client = createClient(context, {
    showHeader: () => headerView.show(),
    showGraph: (uri) => lineage.show(uri),
    isKnown: (uri) => headers.has(uri),
  });
  const headers = new Headers(client);
  const headerView = new HeaderView(context.extensionUri, headers);
  const lineage = new LineagePanel(context.extensionUri, client);
  context.subscriptions.push(
    { dispose: () => client.stop() },
    headers,
    headerView,
    lineage,
    registerContextKeys(headers),
    statusBarItem(headers),
    cellStatus(),
  );
  await client.start();
  context.subscriptions.push(followInterpreters(client));
}

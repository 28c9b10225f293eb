import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';

/**
 * A page of ours in a webview: a script and a style sheet that lie in the extension, nothing from elsewhere, and no content yet.
 * What it shows is posted to it and becomes text, never HTML.
 */
export function fillWebview(webview: Webview, extension: Uri, name: 'header' | 'lineage'): void {
  const folder = Uri.joinPath(extension, 'dist');
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  const address = (file: string) => webview.asWebviewUri(Uri.joinPath(folder, file));
  const nonce = randomBytes(16).toString('base64');
  webview.html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'">
<link rel="stylesheet" href="${address(`${name}.css`)}">
</head>
<body>
<script nonce="${nonce}" src="${address(`${name}.js`)}"></script>
</body>
</html>`;
}

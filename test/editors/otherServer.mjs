// A language server such as a script's language has one, for ours to stand beside: it finds one thing in every text.
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

const connection = createMessageConnection(
  new StreamMessageReader(process.stdin),
  new StreamMessageWriter(process.stdout),
);

connection.onRequest('initialize', () => ({ capabilities: { textDocumentSync: 1, codeActionProvider: true } }));
connection.onRequest('textDocument/codeAction', () => [{ title: 'Do what the other does', kind: 'quickfix' }]);
connection.onRequest('shutdown', () => null);
connection.onNotification('exit', () => process.exit());
connection.onNotification('textDocument/didOpen', publish);
connection.onNotification('textDocument/didChange', publish);
connection.listen();

function publish({ textDocument: { uri } }) {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };
  const diagnostics = [{ range, severity: 2, source: 'other', code: 'other', message: 'found by the other' }];
  connection.sendNotification('textDocument/publishDiagnostics', { uri, diagnostics });
}

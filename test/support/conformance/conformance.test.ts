import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import { bareCapabilities, Editor, usualCapabilities } from '../editor.ts';
import { folderWith } from '../folder.ts';
import { framed } from '../rawClient.ts';
import { metaModel } from './metaModel.ts';
import { violationsIn } from './recordedTraffic.ts';

const uri = 'file:///a.ipynb';
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const diagnostic = { range, message: 'wrong', severity: 1, source: 'nbproject', code: 'some-rule' };

type Misdeed = (server: MessageConnection, raw: StreamMessageWriter) => Promise<unknown> | undefined;

/** What the editor says of a server that does something wrong between the answers to initialize and to shutdown. */
async function complaintAbout(misdeed: Misdeed, capabilities: ClientCapabilities = usualCapabilities): Promise<string> {
  const toServer = new PassThrough();
  const toEditor = new PassThrough();
  const raw = new StreamMessageWriter(toEditor);
  const server = createMessageConnection(new StreamMessageReader(toServer), raw);
  const exited = new Promise<number>((resolve) => server.onNotification('exit', () => resolve(0)));
  server.onRequest('initialize', () => ({ capabilities: {} }));
  server.onRequest('shutdown', () => null);
  server.onRequest('textDocument/hover', () => ({ contents: { kind: 'markdown', value: '' } }));
  server.onRequest('textDocument/codeAction', () => [{ title: 'x', isPreferred: true, data: 1 }]);
  server.onRequest('textDocument/documentSymbol', () => [{ name: 'x', kind: 99, range, selectionRange: range }]);
  server.listen();
  const editor = new Editor(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer), exited);
  await editor.initialize(capabilities);
  await misdeed(server, raw);
  const textDocument = { uri };
  await editor.request('textDocument/hover', { textDocument, position: range.start });
  await editor.request('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } });
  await editor.request('textDocument/documentSymbol', { textDocument });
  return editor.finish().then(
    () => '',
    ({ message }) => message,
  );
}

const publish =
  (params: object): Misdeed =>
  (server) =>
    server.sendNotification('textDocument/publishDiagnostics', params);

describe.skipIf(!metaModel)('The editor of the tests', () => {
  test.each<[string, Misdeed, RegExp]>([
    ['a property that the protocol does not have', publish({ uri, diagnostics: [], extra: 1 }), /no property extra/],
    ['a property that is missing', publish({ uri }), /lacks diagnostics/],
    ['a wrong type', publish({ uri, diagnostics: [{ ...diagnostic, message: 1 }] }), /diagnostics\[0\]\.message/],
    ['a wrong number', publish({ uri, diagnostics: [{ ...diagnostic, severity: 7 }] }), /DiagnosticSeverity/],
    [
      'a negative position',
      publish({ uri, diagnostics: [{ ...diagnostic, range: { start: { line: -1, character: 0 }, end: range.end } }] }),
      /uinteger/,
    ],
    [
      'a range that ends before it begins',
      publish({ uri, diagnostics: [{ ...diagnostic, range: { start: range.end, end: range.start } }] }),
      /ends before/,
    ],
    ['a result of the wrong form', () => undefined, /documentSymbol result\[0\].*SymbolKind/],
    [
      'a message that the protocol does not have',
      (server) => server.sendNotification('window/noSuch', {}),
      /no such message/,
    ],
    [
      'a message of the other direction',
      (server) => server.sendNotification('textDocument/didOpen', {}),
      /does not send/,
    ],
    ['an answer to nothing', (_, raw) => raw.write({ jsonrpc: '2.0', id: 99, result: null } as never), /never asked/],
    [
      'a second answer',
      (_, raw) => raw.write({ jsonrpc: '2.0', id: 0, result: { capabilities: {} } } as never),
      /answered twice/,
    ],
    [
      'diagnostics of an older version',
      async (server) => {
        await publish({ uri, version: 3, diagnostics: [] })(server, undefined as never);
        await publish({ uri, version: 2, diagnostics: [] })(server, undefined as never);
      },
      /version 2 came after those of 3/,
    ],
  ])('Should notice %s', async (_, misdeed, complaint) => {
    expect(await complaintAbout(misdeed)).toMatch(complaint);
  });

  test.each<[string, Misdeed, RegExp]>([
    [
      'related information',
      publish({ uri, diagnostics: [{ ...diagnostic, relatedInformation: [] }] }),
      /relatedInformation was not/,
    ],
    [
      'a description of a code',
      publish({ uri, diagnostics: [{ ...diagnostic, codeDescription: { href: uri } }] }),
      /codeDescription was not/,
    ],
    [
      'edits',
      (server) => server.sendRequest('workspace/applyEdit', { edit: { changes: {} } }),
      /applyEdit was not offered/,
    ],
    [
      'versioned edits',
      (server) => server.sendRequest('workspace/applyEdit', { edit: { documentChanges: [] } }),
      /documentChanges were not/,
    ],
    ['refreshing', (server) => server.sendRequest('workspace/codeLens/refresh'), /refresh was not/],
    ['settings', (server) => server.sendRequest('workspace/configuration', { items: [] }), /configuration was not/],
    ['the header', (server) => server.sendNotification('nbproject/headerDidChange', {}), /headerDidChange was not/],
    [
      'edits of notebooks',
      (server) => server.sendRequest('nbproject/applyNotebookEdit', {}),
      /applyNotebookEdit was not/,
    ],
    ['Markdown', () => undefined, /markdown was not/],
    ['actions', () => undefined, /literals were not/],
    ['a tree of symbols', () => undefined, /hierarchy was not/],
  ])('Should notice what was not offered: %s', async (_, misdeed, complaint) => {
    expect(await complaintAbout(misdeed, bareCapabilities)).toMatch(complaint);
  });
});

test('What a server did that an editor started should be found in what was written down of it', async () => {
  const folder = folderWith({});
  const message = (from: 'client' | 'server', body: object) =>
    `${JSON.stringify({ from, bytes: framed(JSON.stringify({ jsonrpc: '2.0', ...body })).toString('base64') })}\n`;
  writeFileSync(
    path.join(folder, '1.jsonl'),
    [
      message('client', { id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }),
      message('server', { id: 1, result: { capabilities: {} } }),
      message('server', { id: 1, method: 'workspace/configuration', params: { items: [] } }),
      '{"from": "ser',
    ].join(''),
  );
  expect(violationsIn(folder)).toEqual({ violations: ['workspace/configuration was not offered'], messages: 2 });
});

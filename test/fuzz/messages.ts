import type { Random } from './random.ts';

/** What a client of LSP may say: method and params. */
export interface Said {
  readonly method: string;
  readonly params?: unknown;
  readonly kind: 'request' | 'notification';
}

/** Any message that the server takes, about notebooks in a folder: most are about what is open, some about what never was, or not any more. */
export function anyMessage(folder: string, content: string, random: Random): Said {
  const uri = `${folder}/${random.of(['a.ipynb', 'b.ipynb', 'c.ipynb', 'nbproject.toml', 'no.txt'])}`;
  const cell = `${uri.replace('file:', 'vscode-notebook-cell:')}#${random.below(4)}`;
  const document = random.of([uri, uri, cell]);
  const textDocument = { uri: document };
  const position = { line: random.below(40), character: random.below(60) };
  const range =
    random.next() < 0.8 ? { start: position, end: position } : { start: { line: 0, character: 0 }, end: position };
  const version = random.of([0, 1, 2, 3, -1, 2 ** 31]);
  const request = (method: string, params?: unknown): Said => ({ method, params, kind: 'request' });
  const notification = (method: string, params?: unknown): Said => ({ method, params, kind: 'notification' });
  const item = (one: string, languageId: string, text: string) => ({ uri: one, languageId, version, text });
  const cells = [0, 1, 2].map((number) => ({
    kind: random.of([1, 2]),
    document: cell.replace(/#.*/, `#${number}`),
    metadata: random.of([undefined, {}, { id: `c${number}`, execution_count: number }]),
  }));
  const opening = {
    notebookDocument: { uri, notebookType: 'jupyter-notebook', version, metadata: { metadata: {} }, cells },
    cellTextDocuments: cells.map((one) =>
      item(one.document, random.of(['python', 'markdown', 'raw']), '# Title\nx = 1'),
    ),
  };
  const change = random.of([
    { contentChanges: [{ text: content }] },
    { contentChanges: [{ range, text: random.of(['', 'x', '"', '\n']) }] },
    { contentChanges: [] },
  ]);
  const cellChange = random.of([
    { metadata: {} },
    { cells: { data: cells } },
    {
      cells: {
        structure: { array: { start: random.below(5), deleteCount: random.below(5), cells: cells.slice(0, 1) } },
      },
    },
    { cells: { textContent: [{ document: { uri: cell, version }, changes: [{ range, text: 'y' }] }] } },
  ]);
  const command = random.of([
    'initialize',
    'insertTitle',
    'publish',
    'recordPackages',
    'setParents',
    'fixAll',
    'showHeader',
  ]);
  const context = { diagnostics: [], includeDeclaration: true };
  return random.of<() => Said>([
    () => notification('textDocument/didOpen', { textDocument: item(uri, 'json', content) }),
    () => notification('textDocument/didOpen', { textDocument: item(uri, 'json', content) }),
    () => notification('textDocument/didChange', { textDocument: { uri, version }, ...change }),
    () => notification('textDocument/didChange', { textDocument: { uri, version }, ...change }),
    () => notification('textDocument/didSave', { textDocument }),
    () => notification('textDocument/didClose', { textDocument: { uri } }),
    () => notification('notebookDocument/didOpen', opening),
    () => notification('notebookDocument/didOpen', opening),
    () => notification('notebookDocument/didChange', { notebookDocument: { uri, version }, change: cellChange }),
    () => notification('notebookDocument/didChange', { notebookDocument: { uri, version }, change: cellChange }),
    () => notification('notebookDocument/didSave', { notebookDocument: { uri } }),
    () => notification('notebookDocument/didClose', { notebookDocument: { uri }, cellTextDocuments: [] }),
    () => notification('workspace/didChangeConfiguration', { settings: { nbproject: { select: ['fuzz'] } } }),
    () => notification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] }),
    () =>
      notification('workspace/didChangeWorkspaceFolders', {
        event: { added: [{ uri: folder, name: '' }], removed: [] },
      }),
    () => notification('workspace/didRenameFiles', { files: [{ oldUri: uri, newUri: `${uri}.old` }] }),
    () => notification('window/workDoneProgress/cancel', { token: 'nbproject-1' }),
    () => notification('nbproject/interpreterDidChange', { uri, interpreter: random.of([null, '/no/python']) }),
    () =>
      notification(random.of(['$/unknown', 'unknown', '$/setTrace', 'constructor', 'initialized']), { value: 'off' }),
    () => request('textDocument/codeAction', { textDocument, range, context }),
    () => request('codeAction/resolve', { title: 'x', data: { uri, code: 'missing-title', message: 'x', title: 'x' } }),
    () => request('textDocument/completion', { textDocument, position }),
    () => request('textDocument/hover', { textDocument, position }),
    () =>
      request(`textDocument/${random.of(['codeLens', 'documentSymbol', 'foldingRange', 'documentLink'])}`, {
        textDocument,
      }),
    () => request('textDocument/inlayHint', { textDocument, range }),
    () => request('textDocument/definition', { textDocument, position }),
    () => request('textDocument/references', { textDocument, position, context }),
    () => request('textDocument/prepareTypeHierarchy', { textDocument, position }),
    () => request('callHierarchy/incomingCalls', { item: { uri, data: { file: uri.slice(7) } } }),
    () => request('workspace/symbol', { query: 'title' }),
    () => request('workspace/willRenameFiles', { files: [{ oldUri: uri, newUri: `${uri}.old` }] }),
    () => request('workspace/executeCommand', { command: `nbproject.${command}`, arguments: [{ uri }] }),
    () => request('workspace/executeCommand', { command: 'nbproject.showGraph', arguments: [{ format: 'dot' }] }),
    () => request('nbproject/publish', { uri, version: '2', proceed: true }),
    () => request(`nbproject/${random.of(['header', 'environment', 'graph'])}`, { uri }),
    () => request('initialize', { processId: null, rootUri: null, capabilities: {} }),
    () => request(random.of(['unknown', '$/unknown', '__proto__', 'textDocument/didOpen']), {}),
  ])();
}

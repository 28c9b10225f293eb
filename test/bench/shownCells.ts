import type { NotebookCellKind, NotebookDocumentChangeEvent } from 'vscode-languageserver-protocol';
import type { LanguageServer } from './languageServer.ts';
import { pasted, type ShownNotebook, typed } from './shownNotebook.ts';

interface CellOfFile {
  readonly cell_type: 'code' | 'markdown';
  readonly id: string;
  readonly source: readonly string[];
}

/** A notebook open as cells, as notebook editors have it: without its outputs, which are in the file. */
export function shownCells(server: LanguageServer, uri: string, content: string): ShownNotebook {
  const { cells, metadata, nbformat, nbformat_minor } = JSON.parse(content);
  const documentOf = ({ id }: CellOfFile) => `${uri.replace('file:', 'vscode-notebook-cell:')}#${id}`;
  const shown = (cells as CellOfFile[]).map((cell) => ({
    kind: (cell.cell_type === 'code' ? 2 : 1) as NotebookCellKind,
    document: documentOf(cell),
    metadata: { id: cell.id },
    text: cell.source.join(''),
  }));
  const item = ({ document, kind, text }: (typeof shown)[number]) => ({
    uri: document,
    languageId: kind === 2 ? 'python' : 'markdown',
    version: cellVersion,
    text,
  });
  const cell = ({ kind, document, metadata }: (typeof shown)[number]) => ({ kind, document, metadata });
  let cellVersion = 0;
  let version = 0;
  let character = 0;
  const middle = shown.findIndex(({ kind }, index) => kind === 2 && index >= shown.length >> 1);
  const caret = shown[middle]?.document ?? '';
  const below = shown[middle + 1];

  const change = (event: NotebookDocumentChangeEvent) => {
    version++;
    const params = { notebookDocument: { uri, version }, change: event };
    return server.diagnosed('notebookDocument/didChange', params, caret, cellVersion);
  };
  const textContent = (from: [number, number], to: [number, number], text: string) => {
    cellVersion++;
    const place = ([line, column]: [number, number]) => ({ line, character: column });
    const changes = [{ range: { start: place(from), end: place(to) }, text }];
    return [{ document: { uri: caret, version: cellVersion }, changes }];
  };
  const edit = (from: [number, number], to: [number, number], text: string) =>
    change({ cells: { textContent: textContent(from, to, text) } });
  return {
    open: async () => {
      version++;
      cellVersion++;
      const notebookMetadata = { metadata, nbformat, nbformat_minor };
      const notebookDocument = {
        uri,
        version,
        notebookType: 'jupyter-notebook',
        metadata: notebookMetadata,
        cells: shown.map(cell),
      };
      const params = { notebookDocument, cellTextDocuments: shown.map(item) };
      const opened = await server.diagnosed('notebookDocument/didOpen', params, caret, cellVersion);
      await edit([0, 0], [0, 0], '\n');
      return opened;
    },
    close: () =>
      server.connection.sendNotification('notebookDocument/didClose', {
        notebookDocument: { uri },
        cellTextDocuments: shown.map(({ document }) => ({ uri: document })),
      }),
    type: () => {
      const sent = edit([0, character], [0, character], typed[character % typed.length] ?? 'x');
      character++;
      return sent;
    },
    undo: () => {
      character--;
      return edit([0, character], [0, character + 1], '');
    },
    paste: () => edit([0, 0], [0, 0], `${pasted.join('\n')}\n`),
    undoPaste: () => edit([0, 0], [pasted.length, 0], ''),
    // The editor sends the diagnostics of a cell whose text has a new version; of the others only what changed.
    deleteCell: () =>
      change({
        cells: {
          structure: {
            array: { start: middle + 1, deleteCount: 1, cells: [] },
            didClose: below ? [{ uri: below.document }] : [],
          },
          textContent: textContent([0, 0], [0, 0], ' '),
        },
      }),
    undoDeleteCell: () =>
      change({
        cells: {
          structure: {
            array: { start: middle + 1, deleteCount: 0, cells: below ? [cell(below)] : [] },
            didOpen: below ? [item(below)] : [],
          },
          textContent: textContent([0, 0], [0, 1], ''),
        },
      }),
  };
}

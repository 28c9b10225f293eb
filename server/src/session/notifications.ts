import { type InterpreterDidChangeParams, interpreterDidChange } from 'nbproject-protocol';
import type {
  DidChangeConfigurationParams,
  DidChangeNotebookDocumentParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseNotebookDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenNotebookDocumentParams,
  DidOpenTextDocumentParams,
  DidSaveNotebookDocumentParams,
  DidSaveTextDocumentParams,
  RenameFilesParams,
  WorkDoneProgressCancelParams,
} from 'vscode-languageserver-protocol';
import type { Session } from './session.ts';
import { applySettings, fetchSettings } from './settings/configuration.ts';
import { filePath, foldersAt, isNotebookUri } from './uris.ts';
import { watchFiles } from './workspace/watchFiles.ts';

type Handler<Params> = (session: Session, params: Params) => void;

/** What the client tells, by method. Each changes the state at once and in order; what follows from it is scheduled. */
export const notifications: Readonly<Record<string, Handler<never>>> = {
  initialized: (session: Session) => {
    fetchSettings(session);
    watchFiles(session);
  },

  'window/workDoneProgress/cancel': (session: Session, { token }: WorkDoneProgressCancelParams) =>
    session.progress.cancel(token),

  'workspace/didChangeConfiguration': (session: Session, { settings }: DidChangeConfigurationParams) => {
    if (session.client.configuration) fetchSettings(session);
    else applySettings(session, (settings as { nbproject?: unknown } | null)?.nbproject);
  },
  'workspace/didChangeWatchedFiles': (session: Session, { changes }: DidChangeWatchedFilesParams) => {
    // A checkout changes thousands of files, and some clients tell of each in a message of its own.
    if (changes.some(({ uri }) => !isNotebookUri(uri))) session.lookAtConfigurations();
    const files = changes.flatMap(({ uri }) => (isNotebookUri(uri) ? (filePath(uri) ?? []) : []));
    if (files.length > 0) session.filesChanged(files);
  },
  'workspace/didChangeWorkspaceFolders': (session: Session, { event }: DidChangeWorkspaceFoldersParams) => {
    const [added, removed] = [foldersAt(event.added), foldersAt(event.removed)];
    const kept = session.live.workspaceFolders.filter((folder) => !removed.includes(folder));
    session.setFolders([...new Set([...kept, ...added])]);
    watchFiles(session);
  },
  'workspace/didRenameFiles': (session: Session, { files }: RenameFilesParams) => {
    session.filesRenamed();
    session.renamedNotebooks.follow(files);
  },

  'textDocument/didOpen': (session: Session, params: DidOpenTextDocumentParams) => {
    const configuration = session.configurations.open(params);
    if (configuration) {
      session.configurationShown(configuration);
      return;
    }
    const open = session.texts.open(params);
    if (!open) return;
    session.lookAtConfigurations();
    session.textOpened(open);
  },
  'textDocument/didChange': (session: Session, params: DidChangeTextDocumentParams) => {
    const configuration = session.configurations.change(params);
    if (configuration) {
      session.configurationShown(configuration);
      return;
    }
    const before = session.texts.get(params.textDocument.uri);
    const open = session.texts.change(params);
    if (open) session.textChanged(before, open);
  },
  'textDocument/didSave': (session: Session, { textDocument: { uri } }: DidSaveTextDocumentParams) => {
    session.lookAtConfigurations();
    if (session.texts.get(uri)) void session.readSaved(uri);
  },
  'textDocument/didClose': (session: Session, { textDocument: { uri } }: DidCloseTextDocumentParams) => {
    if (session.configurations.close(uri)) session.configurationClosed(uri);
    if (!session.texts.get(uri)) return;
    session.texts.close(uri);
    session.closed(uri);
  },

  'notebookDocument/didOpen': (session: Session, params: DidOpenNotebookDocumentParams) => {
    if (!session.notebooks.open(params)) return;
    session.lookAtConfigurations();
    session.notebookOpened(params.notebookDocument.uri);
  },
  'notebookDocument/didChange': (session: Session, params: DidChangeNotebookDocumentParams) => {
    if (!session.notebooks.change(params)) return;
    const onlyTexts = params.change.cells?.data === undefined && params.change.metadata === undefined;
    session.notebookChanged(params.notebookDocument.uri, onlyTexts ? 'texts' : 'metadata');
  },
  'notebookDocument/didSave': (session: Session, { notebookDocument: { uri } }: DidSaveNotebookDocumentParams) => {
    session.lookAtConfigurations();
    if (session.notebooks.get(uri)) void session.readSaved(uri);
  },
  'notebookDocument/didClose': (session: Session, { notebookDocument: { uri } }: DidCloseNotebookDocumentParams) => {
    if (!session.notebooks.get(uri)) return;
    session.notebooks.close(uri);
    session.closed(uri);
  },

  [interpreterDidChange]: (session: Session, { uri, interpreter }: InterpreterDidChangeParams) =>
    session.live.interpreterChanged(uri, interpreter),
};

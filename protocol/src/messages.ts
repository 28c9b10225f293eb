import type { Header } from './header.ts';
import type { NotebookEdit } from './notebookEdit.ts';

/** What a client says in `capabilities.experimental.nbproject` when it offers more than plain LSP. */
export interface ClientExtensions {
  /** It answers {@link applyNotebookEdit}. */
  readonly applyNotebookEdit?: boolean;
  /** It wants {@link headerDidChange}. */
  readonly headerDidChange?: boolean;
}

/** Request of the client: {@link HeaderParams} → {@link Header}, or null for a document that holds no notebook. */
export const headerRequest = 'nbproject/header';

export interface HeaderParams {
  readonly uri: string;
}

/** Notification of the server, after each analysis that changes the header: {@link HeaderDidChangeParams}. */
export const headerDidChange = 'nbproject/headerDidChange';

export interface HeaderDidChangeParams {
  readonly uri: string;
  readonly header: Header;
}

/** Request of the server: {@link ApplyNotebookEditParams} → {@link ApplyNotebookEditResult}. Sent to clients that offer it. */
export const applyNotebookEdit = 'nbproject/applyNotebookEdit';

export interface ApplyNotebookEditParams {
  readonly uri: string;
  /** The notebook document's version that the edits were computed from. */
  readonly version: number;
  /** What the editor's undo list shows. */
  readonly label: string;
  readonly edits: readonly NotebookEdit[];
}

export interface ApplyNotebookEditResult {
  readonly applied: boolean;
  readonly failureReason?: string;
}

/** Names for `workspace/executeCommand`; each takes `{ uri }` as its first argument. */
export const commands = {
  initialize: 'nbproject.initialize',
  insertTitle: 'nbproject.insertTitle',
  clearOutputs: 'nbproject.clearOutputs',
  showHeader: 'nbproject.showHeader',
  fixAll: 'nbproject.fixAll',
  /** Carries out one fix of one finding, where a code action cannot hold its edit. */
  applyFix: 'nbproject.applyFix',
} as const;

export interface CommandTarget {
  readonly uri: string;
}

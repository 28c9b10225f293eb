import type { Header } from './header.ts';
import type { NotebookEdit } from './notebookEdit.ts';

/** What a client says in `capabilities.experimental.nbproject` when it offers more than plain LSP. */
export interface ClientExtensions {
  /** It answers {@link applyNotebookEdit}. */
  readonly applyNotebookEdit?: boolean;
  /** It answers {@link askText}. */
  readonly askText?: boolean;
  /** It wants {@link headerDidChange}. */
  readonly headerDidChange?: boolean;
  /** It answers {@link saveDocument}. */
  readonly saveDocument?: boolean;
  /** It wants {@link fileDidChange}. */
  readonly fileDidChange?: boolean;
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

/** Notification of the client: {@link InterpreterDidChangeParams}. */
export const interpreterDidChange = 'nbproject/interpreterDidChange';

/** Which Python the editor runs a notebook with, where it knows; it comes before what the notebook and its folder say. */
export interface InterpreterDidChangeParams {
  readonly uri: string;
  /** Its path on the machine of the server, or its environment's folder; null where the editor does not know any more. */
  readonly interpreter: string | null;
}

/** Request of the server: {@link ApplyNotebookEditParams} → {@link ApplyNotebookEditResult}. Sent to clients that offer it. */
export const applyNotebookEdit = 'nbproject/applyNotebookEdit';

export interface ApplyNotebookEditParams {
  readonly uri: string;
  /** The notebook document's version that the edits were computed from. */
  readonly version: number;
  /** The cells as they were then, in their order: every index and offset refers to them. Where the editor shows others, it refuses. */
  readonly cells: readonly CellVersion[];
  /** What the editor's undo list shows. */
  readonly label: string;
  readonly edits: readonly NotebookEdit[];
}

export interface CellVersion {
  readonly uri: string;
  readonly version: number;
}

export interface ApplyNotebookEditResult {
  readonly applied: boolean;
  readonly failureReason?: string;
}

/** Request of the server: {@link AskTextParams} → what the user wrote, or null where they left the question. Sent to clients that offer it. */
export const askText = 'nbproject/askText';

export interface AskTextParams {
  readonly message: string;
  /** What stands there to begin with. */
  readonly value: string;
}

/** Request of the server: {@link SaveDocumentParams} → {@link SaveDocumentResult}. Saves as the user would. Sent to clients that offer it, once the user wants it. */
export const saveDocument = 'nbproject/saveDocument';

export interface SaveDocumentParams {
  readonly uri: string;
}

export interface SaveDocumentResult {
  readonly saved: boolean;
  readonly failureReason?: string;
}

/** Notification of the server: it has written a notebook's file, {@link FileDidChangeParams}. What the editor has open of it, and the user has not changed, is read again. */
export const fileDidChange = 'nbproject/fileDidChange';

export interface FileDidChangeParams {
  /** As the client calls it, where it has the file open. */
  readonly uri: string;
}

/** Names for `workspace/executeCommand`. All but those of a project take `{ uri }` of an open notebook as their first argument. */
export const commands = {
  initialize: 'nbproject.initialize',
  insertTitle: 'nbproject.insertTitle',
  /** Takes {@link PublishParams}, gives {@link PublishResult}, and tells the user how it went. */
  publish: 'nbproject.publish',
  /** Records the installed versions of what is imported, and of what was recorded before. */
  recordPackages: 'nbproject.recordPackages',
  /** Takes `{ uri, parents: string[] }`; without `parents` the user is asked to choose one. */
  setParents: 'nbproject.setParents',
  /** For a copy. Takes `{ uri, originalAsParent?: boolean }`. */
  assignNewId: 'nbproject.assignNewId',
  clearOutputs: 'nbproject.clearOutputs',
  showHeader: 'nbproject.showHeader',
  /** Makes every safe fix; takes `{ uri, code?: string }`, those of one rule alone. */
  fixAll: 'nbproject.fixAll',
  /** Carries out one fix of one finding, where a code action cannot hold its edit. */
  applyFix: 'nbproject.applyFix',
  /** Takes {@link GraphParams} and `format`: `json` (the default) gives a {@link Graph}, any other the text of the picture. */
  showGraph: 'nbproject.showGraph',
  /** Each takes {@link ProjectTarget}: what `nbls init`, `nbls sync` and `nbls reqs` do, with progress. */
  initProject: 'nbproject.initProject',
  syncProject: 'nbproject.syncProject',
  writeRequirements: 'nbproject.writeRequirements',
} as const;

export interface CommandTarget {
  readonly uri: string;
}

/** What a command of a project is about. */
export interface ProjectTarget {
  /** A folder, or a notebook that stands for its own; left out, the first workspace folder. */
  readonly uri?: string;
}

/** Forms of the picture of a graph. */
export const graphFormats = ['json', 'mermaid', 'dot', 'svg'] as const;

export type GraphFormat = (typeof graphFormats)[number];

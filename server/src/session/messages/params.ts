import {
  environmentRequest,
  graphRequest,
  headerRequest,
  interpreterDidChange,
  publishRequest,
} from 'nbproject-protocol';
import { anything, type Form, list, number, object, omissible, optional, text } from './form.ts';

/**
 * What is wrong with the params of a request, a sentence; undefined where its handler can read them. Whatever a client sends, it is found here and
 * nowhere else: handlers take what has passed for what its type says.
 */
export function problemOfRequest(method: string, params: unknown): string | undefined {
  return problemIn(requests, method, params);
}

/** The same for a notification. */
export function problemOfNotification(method: string, params: unknown): string | undefined {
  return problemIn(notifications, method, params);
}

/** The URI that a request is about, where it is about one document. */
export function addressee(params: unknown): string | undefined {
  const { uri, textDocument, arguments: given } = (params ?? {}) as Addressed;
  return [uri, textDocument?.uri, given?.[0]?.uri].find((one) => typeof one === 'string');
}

interface Addressed {
  readonly uri?: string;
  readonly textDocument?: { readonly uri?: string };
  readonly arguments?: readonly ({ readonly uri?: string } | null)[] | null;
}

function problemIn(forms: Forms, method: string, params: unknown): string | undefined {
  return Object.hasOwn(forms, method) ? forms[method]?.(params, 'params') : undefined;
}

type Forms = Readonly<Record<string, Form>>;

const document = object({ uri: text });
const versioned = object({ uri: text, version: number });
const position = object({ line: number, character: number });
const range = object({ start: position, end: position });
const item = object({ uri: text, languageId: text, version: number, text });
const change = object({ range: omissible(range), text });
const cell = object({
  kind: number,
  document: text,
  metadata: optional(object({})),
  executionSummary: optional(object({ executionOrder: optional(number) })),
});
const folders = list(document);
const renames = object({ files: list(object({ oldUri: text, newUri: text })) });

const ofDocument = object({ textDocument: document });
const atPosition = object({ textDocument: document, position });
const ofUri = object({ uri: text });
const ofItem = object({ item: object({}) });

const requests: Forms = {
  initialize: object({
    processId: optional(number),
    rootUri: optional(text),
    workspaceFolders: optional(folders),
    clientInfo: optional(object({ name: text })),
    capabilities: object({
      general: optional(object({ positionEncodings: optional(list(text)) })),
      textDocument: optional(
        object({
          codeAction: optional(object({ resolveSupport: optional(object({ properties: list(text) })) })),
          hover: optional(object({ contentFormat: optional(list(text)) })),
          foldingRange: optional(object({ rangeLimit: optional(number) })),
        }),
      ),
    }),
  }),
  'textDocument/codeAction': object({
    textDocument: document,
    range,
    context: object({ diagnostics: list(object({})), only: optional(list(text)) }),
  }),
  'codeAction/resolve': object({ title: text, data: optional(ofUri) }),
  'textDocument/completion': atPosition,
  'textDocument/hover': atPosition,
  'textDocument/codeLens': ofDocument,
  'textDocument/documentSymbol': ofDocument,
  'textDocument/foldingRange': ofDocument,
  'textDocument/inlayHint': object({ textDocument: document, range }),
  'textDocument/definition': atPosition,
  'textDocument/references': object({ textDocument: document, position, context: object({}) }),
  'textDocument/documentLink': ofDocument,
  'textDocument/prepareTypeHierarchy': atPosition,
  'textDocument/prepareCallHierarchy': atPosition,
  'typeHierarchy/supertypes': ofItem,
  'typeHierarchy/subtypes': ofItem,
  'callHierarchy/incomingCalls': ofItem,
  'callHierarchy/outgoingCalls': ofItem,
  'workspace/symbol': object({ query: text }),
  'workspace/willRenameFiles': renames,
  'workspace/executeCommand': object({ command: text, arguments: optional(list(anything)) }),
  [environmentRequest]: ofUri,
  [graphRequest]: optional(object({ uri: omissible(text) })),
  [headerRequest]: ofUri,
  [publishRequest]: ofUri,
};

const notifications: Forms = {
  'window/workDoneProgress/cancel': object({ token: anything }),
  'workspace/didChangeConfiguration': object({}),
  'workspace/didChangeWatchedFiles': object({ changes: folders }),
  'workspace/didChangeWorkspaceFolders': object({ event: object({ added: folders, removed: folders }) }),
  'workspace/didRenameFiles': renames,
  'textDocument/didOpen': object({ textDocument: item }),
  'textDocument/didChange': object({ textDocument: versioned, contentChanges: list(change) }),
  'textDocument/didSave': ofDocument,
  'textDocument/didClose': ofDocument,
  'notebookDocument/didOpen': object({
    notebookDocument: object({
      uri: text,
      notebookType: text,
      version: number,
      metadata: optional(object({})),
      cells: list(cell),
    }),
    cellTextDocuments: list(item),
  }),
  'notebookDocument/didChange': object({
    notebookDocument: versioned,
    change: object({
      metadata: optional(object({})),
      cells: optional(
        object({
          structure: optional(
            object({
              array: object({ start: number, deleteCount: number, cells: optional(list(cell)) }),
              didOpen: optional(list(item)),
              didClose: optional(list(document)),
            }),
          ),
          data: optional(list(cell)),
          textContent: optional(list(object({ document: versioned, changes: list(change) }))),
        }),
      ),
    }),
  }),
  'notebookDocument/didSave': object({ notebookDocument: document }),
  'notebookDocument/didClose': object({ notebookDocument: document }),
  [interpreterDidChange]: object({ uri: text, interpreter: optional(text) }),
};

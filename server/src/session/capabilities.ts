import { commands } from 'nbproject-protocol';
import type { ServerCapabilities } from 'vscode-languageserver-protocol';
import { fixAllKinds, refactorKind } from '../features/actionKinds.ts';
import type { Client } from './client.ts';

/** What the server offers to a client. Diagnostics are pushed only: several clients show everything twice when both ways are offered. */
export function capabilitiesFor(client: Client): ServerCapabilities {
  return {
    positionEncoding: client.encoding,
    textDocumentSync: { openClose: true, change: 2, save: { includeText: false } },
    // Cells of every language: titles are in Markdown cells. Of these schemes alone: VS Code's view of differences shows past notebooks as `git:`.
    notebookDocumentSync: {
      notebookSelector: ['file', 'untitled', 'vscode-vfs'].map((scheme) => ({
        notebook: { notebookType: 'jupyter-notebook', scheme },
      })),
      save: true,
    },
    codeActionProvider: client.codeActionLiterals
      ? { codeActionKinds: ['quickfix', refactorKind, ...fixAllKinds], resolveProvider: client.resolvesEdits }
      : true,
    completionProvider: { triggerCharacters: ['"', '['] },
    codeLensProvider: { resolveProvider: false },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentLinkProvider: { resolveProvider: false },
    typeHierarchyProvider: true,
    callHierarchyProvider: true,
    workspaceSymbolProvider: true,
    inlayHintProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    workspace: {
      ...(client.workspaceFolders && { workspaceFolders: { supported: true, changeNotifications: true } }),
      // Any file may be data, and a folder may hold notebooks.
      fileOperations: { willRename: anyFile, didRename: anyFile },
    },
    executeCommandProvider: { commands: Object.values(commands) },
  };
}

const anyFile = { filters: [{ scheme: 'file', pattern: { glob: '**/*' } }] };

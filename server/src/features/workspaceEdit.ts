import type { WorkspaceEdit } from 'vscode-languageserver-protocol';
import type { TextChange } from '../notebook/index.ts';

/** A change of documents as LSP writes it; with the documents' versions for a client that checks them. */
export function workspaceEdit({ documents }: TextChange, withVersions: boolean): WorkspaceEdit {
  if (!withVersions) return { changes: Object.fromEntries(documents.map(({ uri, edits }) => [uri, [...edits]])) };
  return {
    documentChanges: documents.map(({ uri, version, edits }) => ({
      textDocument: { uri, version },
      edits: [...edits],
    })),
  };
}

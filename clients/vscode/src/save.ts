import type { SaveDocumentParams, SaveDocumentResult } from 'nbproject-protocol';
import { workspace } from 'vscode';

/** Saves what is open, as its user would. */
export async function save({ uri }: SaveDocumentParams): Promise<SaveDocumentResult> {
  const document = [...workspace.notebookDocuments, ...workspace.textDocuments].find(
    (one) => one.uri.toString() === uri,
  );
  if (!document) return { saved: false, failureReason: 'it is not open.' };
  return { saved: await document.save() };
}

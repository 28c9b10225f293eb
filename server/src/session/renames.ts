import type { FileRename, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { pathEdits, touchedBy } from '../features/lineage/renamedPaths.ts';
import type { TextChange } from '../notebook/index.ts';
import { isWithin } from '../project/files/lookUpDataFiles.ts';
import type { Renaming } from '../project/metadata/renameNotebooks.ts';
import { loadPython } from '../python/index.ts';
import { programOf } from '../record/index.ts';
import type { Session } from './session.ts';
import { filePath } from './uris.ts';
import { workspaceOf } from './workspaceNotebooks.ts';

type ChangedDocument = TextChange['documents'][number];

/**
 * What keeps the data paths of notebooks true when the editor renames files or folders: asked before it does, so the edits are of the files as they
 * are called now. Of a notebook that is not open, its file's text. Null where nothing has to change.
 */
export async function editsForRenames(session: Session, files: readonly FileRename[]): Promise<WorkspaceEdit | null> {
  const renamings = files.flatMap((file) => renamingOf(file) ?? []);
  const workspace = await workspaceOf(session);
  const { workspaceFolders } = session.live;
  const within = renamings.filter(({ from, to }) => isWithin(from, workspaceFolders) && isWithin(to, workspaceFolders));
  if (!workspace || within.length === 0) return null;
  const python = await loadPython();
  const changes: { readonly document: ChangedDocument; readonly isOpen: boolean }[] = [];
  for (const { file } of touchedBy(within, workspace.lineage)) {
    const opened = await workspace.open(file);
    const program = opened && programOf(opened.view.notebook, python);
    const edits = program ? pathEdits(file, program, within) : [];
    const change = edits.length > 0 ? opened?.view.plan(edits) : undefined;
    if (!opened || change?.kind !== 'text') continue;
    changes.push(...change.documents.map((document) => ({ document, isOpen: opened.isOpen })));
  }
  return changes.length === 0 ? null : renameEdit(changes, session.client);
}

const annotation = 'nbproject.paths';

/** With an annotation the editor lists the changes, and lets its user choose. */
function renameEdit(
  changes: readonly { readonly document: ChangedDocument; readonly isOpen: boolean }[],
  { documentChanges, changeAnnotations }: Session['client'],
): WorkspaceEdit {
  if (!documentChanges)
    return { changes: Object.fromEntries(changes.map(({ document: { uri, edits } }) => [uri, [...edits]])) };
  const annotated = changeAnnotations ? { annotationId: annotation } : {};
  return {
    documentChanges: changes.map(
      ({ document: { uri, version, edits }, isOpen }): TextDocumentEdit => ({
        textDocument: { uri, version: isOpen ? version : null },
        edits: edits.map((edit) => ({ ...edit, ...annotated })),
      }),
    ),
    ...(changeAnnotations && {
      changeAnnotations: {
        [annotation]: {
          label: 'Paths of renamed files',
          description: 'Data files that notebooks read and write',
          needsConfirmation: true,
        },
      },
    }),
  };
}

/** Undefined for what is no file of this machine. */
export function renamingOf({ oldUri, newUri }: FileRename): Renaming | undefined {
  const [from, to] = [filePath(oldUri), filePath(newUri)];
  return from === undefined || to === undefined ? undefined : { from: withoutSlash(from), to: withoutSlash(to) };
}

/** The URI of a folder may end in a slash. */
function withoutSlash(file: string): string {
  return file.replace(/(?<=.)[/\\]$/, '');
}

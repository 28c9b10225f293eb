import { setImmediate } from 'node:timers/promises';
import type { FileRename, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { isWithinAny } from '../../environment/paths.ts';
import { pathEdits, touchedBy } from '../../features/lineage/renamedPaths.ts';
import type { TextChange } from '../../notebook/index.ts';
import type { Renaming } from '../../project/metadata/renameNotebooks.ts';
import { loadPython } from '../../python/index.ts';
import { programOf } from '../../record/index.ts';
import type { WorkInProgress } from '../progress.ts';
import type { Session } from '../session.ts';
import { renamingOf } from './renamingOf.ts';
import { openNotebook } from './workspaceNotebooks.ts';

/**
 * What keeps the data paths of notebooks true when the editor renames files or folders: asked before it does, so the edits are of the files as they
 * are called now. Of a notebook that is not open, its file's text. Null where nothing has to change.
 */
export async function editsForRenames(
  session: Session,
  files: readonly FileRename[],
  signal: AbortSignal,
): Promise<WorkspaceEdit | null> {
  const { workspaceFolders } = session.live;
  const renamings = files
    .flatMap((file) => renamingOf(file) ?? [])
    .filter(({ from, to }) => isWithinAny(workspaceFolders, from) && isWithinAny(workspaceFolders, to));
  const lineage = renamings.length > 0 ? await session.index.upToDate() : undefined;
  if (!lineage) return null;
  const touched = touchedBy(renamings, lineage).map(({ file }) => file);
  const work = (progress: WorkInProgress) => changesIn(touched, renamings, session, progress);
  const changes = await session.progress.during('Following renamed files', work, signal);
  return changes.length === 0 ? null : renameEdit(changes, session.client);
}

interface ChangedNotebook {
  readonly document: TextChange['documents'][number];
  readonly isOpen: boolean;
}

/** All of them or, where the user cancels it, none. */
async function changesIn(
  notebooks: readonly string[],
  renamings: readonly Renaming[],
  session: Session,
  { signal, report }: WorkInProgress,
): Promise<readonly ChangedNotebook[]> {
  const python = await loadPython();
  const changes: ChangedNotebook[] = [];
  for (const [index, file] of notebooks.entries()) {
    const opened = await openNotebook(session, file);
    const program = opened && programOf(opened.view.notebook, python);
    const edits = program ? pathEdits(file, program, renamings) : [];
    const change = edits.length > 0 ? opened?.view.plan(edits) : undefined;
    if (opened && change?.kind === 'text')
      changes.push(...change.documents.map((document) => ({ document, isOpen: opened.isOpen })));
    report(index + 1, notebooks.length);
    // Other requests get through.
    await setImmediate();
    if (signal.aborted) return [];
  }
  return changes;
}

const annotation = 'nbproject.paths';

/** With an annotation the editor lists the changes, and lets its user choose. */
function renameEdit(
  changes: readonly ChangedNotebook[],
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

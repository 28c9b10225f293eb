import { type ApplyNotebookEditParams, type ApplyNotebookEditResult, applyNotebookEdit } from 'nbproject-protocol';
import type { ApplyWorkspaceEditParams, ApplyWorkspaceEditResult } from 'vscode-languageserver-protocol';
import { workspaceEdit } from '../features/workspaceEdit.ts';
import type { Change } from '../notebook/index.ts';
import type { Fix } from '../rules/index.ts';
import type { Analysis } from './analysis.ts';
import type { Session } from './session.ts';

export type Outcome = 'applied' | 'nothing to do' | { readonly failure: string };

/**
 * Has the client make a fix of a notebook. `fixFor` computes it from the notebook as it is; when the notebook moved on
 * meanwhile and the client refused, it is computed once more.
 */
export async function applyFix(
  session: Session,
  uri: string,
  fixFor: (analysis: Analysis) => Pick<Fix, 'title' | 'edits'> | undefined,
): Promise<Outcome> {
  let failure = '';
  for (let attempt = 0; attempt < 2; attempt++) {
    const analysis = session.analysisOf(uri);
    if (!analysis) return { failure: `${uri} is not open as a notebook.` };
    const fix = fixFor(analysis);
    if (!fix || fix.edits.length === 0) return 'nothing to do';
    const change = analysis.view.plan(fix.edits);
    if (!change) return { failure: unchangeable };
    const before = versionsOf(analysis);
    const refused = await send(session, change, fix.title);
    if (refused === undefined) return 'applied';
    failure = refused;
    const now = session.viewOf(uri);
    const moved = now !== undefined && versionsOf({ view: now }) !== before;
    if (!moved) break;
  }
  return { failure: `The editor did not make the change: ${failure}` };
}

const unchangeable =
  'The notebook cannot be changed here: its JSON is broken, its format is not 4, or the editor offers no way to change it.';

/** The reason why the client refused, or undefined. */
async function send(session: Session, change: Change, label: string): Promise<string | undefined> {
  const { client, connection } = session;
  try {
    if (change.kind === 'notebook') {
      const { uri, version, edits } = change;
      const params: ApplyNotebookEditParams = { uri, version, label, edits };
      const result = await connection.request<ApplyNotebookEditResult | null>(applyNotebookEdit, params);
      return result?.applied ? undefined : (result?.failureReason ?? 'no reason given');
    }
    if (!client.applyEdit) return 'it does not take edits from a server (workspace/applyEdit).';
    const params: ApplyWorkspaceEditParams = { label, edit: workspaceEdit(change, client.documentChanges) };
    const result = await connection.request<ApplyWorkspaceEditResult | null>('workspace/applyEdit', params);
    return result?.applied ? undefined : (result?.failureReason ?? 'no reason given');
  } catch (error) {
    // Emacs answers a stale edit, and one that its user declines, with an error.
    return error instanceof Error ? error.message : String(error);
  }
}

function versionsOf({ view }: Pick<Analysis, 'view'>): string {
  return JSON.stringify(view.documents);
}

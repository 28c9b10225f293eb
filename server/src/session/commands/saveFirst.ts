import type { NotebookEdit, SaveDocumentParams, SaveDocumentResult } from 'nbproject-protocol';
import { saveDocument } from 'nbproject-protocol';
import { ScriptView } from '../../notebook/index.ts';
import type { Analysis } from '../analysis.ts';
import type { Session } from '../session.ts';
import { askUser } from '../user/ask.ts';
import { within } from '../within.ts';
import { fileBehind } from './fileBehind.ts';

/** A save may convert the notebook, which takes a Python its time to start. In milliseconds. */
const saveWait = 60_000;

/**
 * Has a script saved where edits need the notebook's file, and that does not hold what is shown: once the user wants it, by an editor that offers it. With
 * any other nothing is done, and the attempt to make the edits says what is missing.
 */
export async function saveFirst(
  session: Session,
  uri: string,
  editsFor: (analysis: Analysis) => readonly NotebookEdit[],
  signal?: AbortSignal,
): Promise<'ready' | 'aborted' | { readonly failure: string }> {
  if (!session.client.extensions.saveDocument) return 'ready';
  const analysis = session.analysisOf(uri);
  if (!(analysis?.view instanceof ScriptView) || analysis.view.changeKind(editsFor(analysis)) !== 'file')
    return 'ready';
  const target = await fileBehind(session, uri);
  if (!('reason' in target) || !target.isBehind) return 'ready';
  const answer = await askUser(session, 'warning', target.reason, [save, 'Cancel'], signal);
  if (answer === 'cannot ask') return 'ready';
  if (answer !== save) return 'aborted';
  const refusal = await askToSave(session, uri);
  if (refusal !== undefined) return { failure: `The script was not saved: ${refusal}` };
  await session.readSaved(uri);
  const now = await fileBehind(session, uri);
  return 'reason' in now && now.isBehind ? { failure: `The script is saved. ${unwritten}` } : 'ready';
}

const save = 'Save and go on';

const unwritten =
  'But its notebook still does not hold what is shown: nothing has written it from the script, as `jupytext --sync` does.';

/** The reason why a document was not saved, or undefined. */
async function askToSave({ connection }: Session, uri: string): Promise<string | undefined> {
  const params: SaveDocumentParams = { uri };
  try {
    const result = await within(saveWait, connection.request<SaveDocumentResult | null>(saveDocument, params));
    return result?.saved === true ? undefined : (result?.failureReason ?? 'the editor gives no reason.');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

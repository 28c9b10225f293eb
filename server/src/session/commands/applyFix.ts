import { type ApplyNotebookEditParams, type ApplyNotebookEditResult, applyNotebookEdit } from 'nbproject-protocol';
import type { ApplyWorkspaceEditParams, ApplyWorkspaceEditResult } from 'vscode-languageserver-protocol';
import { workspaceEdit } from '../../features/workspaceEdit.ts';
import { type FileChange, type NotebookChange, ScriptView, type TextChange, type View } from '../../notebook/index.ts';
import type { Fix } from '../../rules/index.ts';
import type { Analysis } from '../analysis.ts';
import type { Session } from '../session.ts';
import { within } from '../within.ts';
import { fileBehind, tellOfFile } from './fileBehind.ts';
import { saveFirst } from './saveFirst.ts';
import { watchForEdit } from './shownEdit.ts';

export type Outcome = 'applied' | 'nothing to do' | 'aborted' | { readonly failure: string };

/** Some editors reply before they tell of the change: Emacs by half a second. In milliseconds. */
const changeWait = 1000;
/** Some ask their user, who may never answer: Emacs says nothing after C-g. In milliseconds. */
const answerWait = 60_000;

/**
 * Has the client make a fix of a notebook. `fixFor` computes it from the notebook as it is; when the notebook moved on
 * meanwhile and the client refused, it is computed once more. An edit counts as made when the notebook shows it, whatever
 * the client replies. Once the client is asked, `signal` is not looked at any more.
 */
export async function applyFix(
  session: Session,
  uri: string,
  fixFor: (analysis: Analysis) => Pick<Fix, 'title' | 'edits'> | undefined,
  signal?: AbortSignal,
): Promise<Outcome> {
  const readiness = await saveFirst(session, uri, (analysis) => fixFor(analysis)?.edits ?? [], signal);
  signal?.throwIfAborted();
  if (readiness !== 'ready') return readiness;
  let failure = '';
  for (let attempt = 0; attempt < 2; attempt++) {
    const analysis = session.analysisOf(uri);
    if (!analysis) return { failure: `${uri} is not open as a notebook.` };
    const fix = fixFor(analysis);
    // What was refused and is not needed any more has been made after all.
    if (!fix || fix.edits.length === 0) return attempt === 0 ? 'nothing to do' : 'applied';
    const result = await attemptFix(session, analysis, fix);
    if (result === 'applied') return 'applied';
    failure = result.failure;
    if (!result.hasMoved) break;
  }
  return { failure };
}

/** Why an edit was not made, a full sentence, and whether the notebook has changed since it was computed. */
export interface FailedAttempt {
  readonly failure: string;
  readonly hasMoved: boolean;
}

/** Has the client make a fix of the notebook as it was analysed, once. */
export async function attemptFix(
  session: Session,
  { view }: Analysis,
  fix: Pick<Fix, 'title' | 'edits'>,
): Promise<'applied' | FailedAttempt> {
  const planned = view.plan(fix.edits);
  if (!planned) return { failure: await whyNot(session, view, fix), hasMoved: false };
  return planned.kind === 'file'
    ? attemptFileChange(session, planned, fix.title)
    : attemptChange(session, view.uri, planned, fix.title);
}

/**
 * What the script itself can say comes first: where the editor refuses it, nothing has happened, and where the file cannot be written then, the next
 * save writes that part to it. The other way round, that save would write the script's old header over what was new in the file.
 */
async function attemptFileChange(
  session: Session,
  { uri, edits, text }: FileChange,
  label: string,
): Promise<'applied' | FailedAttempt> {
  const target = await fileBehind(session, uri);
  if ('reason' in target) return { failure: target.reason, hasMoved: false };
  const result = text ? await attemptChange(session, uri, text, label) : 'applied';
  if (result !== 'applied') return result;
  const failure = await target.write(edits, text ? 'has its part' : 'is as saved');
  if (failure !== undefined) return { failure: text ? `${failure} ${halfDone}` : failure, hasMoved: false };
  tellOfFile(session, target.path);
  void session.readSaved(uri);
  return 'applied';
}

async function attemptChange(
  session: Session,
  uri: string,
  change: TextChange | NotebookChange,
  label: string,
): Promise<'applied' | FailedAttempt> {
  if (change.kind === 'text' && !session.client.applyEdit) return { failure: untaken, hasMoved: false };
  const last = session.moves.lastOf(uri);
  const isShown = change.kind === 'text' ? watchForEdit(session, uri, change) : async () => true;
  const refusal = await send(session, change, label);
  if (refusal === undefined && isUnseen(change)) return 'applied';
  const hasMoved = await session.moves.since(uri, last, changeWait);
  if (refusal === undefined && hasMoved && (await isShown())) return 'applied';
  const reason =
    refusal ?? `it says that it did, but ${hasMoved ? 'another change was made' : 'the notebook is as it was'}.`;
  return { failure: `The editor did not make the change: ${reason}`, hasMoved };
}

/** A sentence on why a view cannot carry out a fix. A cell that is not in the file yet is a reason to save. */
async function whyNot(session: Session, view: View, { edits }: Pick<Fix, 'edits'>): Promise<string> {
  if (!(view instanceof ScriptView)) return unchangeable;
  const target = view.changeKind(edits) === 'file' ? await fileBehind(session, view.uri) : undefined;
  return target && 'reason' in target ? target.reason : unsayable;
}

const unchangeable =
  'The notebook cannot be changed here: its JSON is broken, its format is not 4, or the editor offers no way to change it.';

const unsayable =
  'The script cannot say this change: its format has no place for it, or its header is written in a way that cannot be edited.';

const untaken = 'The editor takes no edits from a language server (workspace/applyEdit).';

const halfDone = 'The script has its part of the change: save it, or undo it.';

/** True for a change that the client does not tell of: outputs are no part of a notebook as LSP sees it. */
function isUnseen(change: TextChange | NotebookChange): boolean {
  return change.kind === 'notebook' && change.edits.every(({ kind }) => kind === 'clearOutputs');
}

/** The reason why the client refused, or undefined. */
async function send(session: Session, change: TextChange | NotebookChange, label: string): Promise<string | undefined> {
  const { client, connection } = session;
  try {
    if (change.kind === 'notebook') {
      const { uri, version, cells, edits } = change;
      const params: ApplyNotebookEditParams = { uri, version, cells, label, edits };
      const result = await within(
        answerWait,
        connection.request<ApplyNotebookEditResult | null>(applyNotebookEdit, params),
      );
      return result?.applied ? undefined : (result?.failureReason ?? 'no reason given');
    }
    const params: ApplyWorkspaceEditParams = { label, edit: workspaceEdit(change, client.documentChanges) };
    const result = await within(
      answerWait,
      connection.request<ApplyWorkspaceEditResult | null>('workspace/applyEdit', params),
    );
    return result?.applied ? undefined : (result?.failureReason ?? 'no reason given');
  } catch (error) {
    // Emacs answers a stale edit, and one that its user declines, with an error.
    return error instanceof Error ? error.message : String(error);
  }
}

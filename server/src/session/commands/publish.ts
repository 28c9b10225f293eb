import { type PublishParams, type PublishResult, type VersionBump, versionBumps } from 'nbproject-protocol';
import { aRecordsEdit } from '../../features/commandActions.ts';
import { decidePublish, publishEdits, publishFacts, recordOf, recordTime, refusal } from '../../record/index.ts';
import type { Session } from '../session.ts';
import { attemptFix } from './applyFix.ts';
import { publishQuestions } from './publishQuestions.ts';
import { saveFirst } from './saveFirst.ts';

/**
 * Publishes an open notebook as the editor shows it, with one edit. Where the notebook changes while the user is asked or before the editor
 * has made the edit, nothing is written; nor where it is cancelled before the editor is asked to make the edit. Undefined for what is no open notebook.
 */
export async function publish(
  session: Session,
  params: PublishParams,
  signal: AbortSignal,
): Promise<PublishResult | undefined> {
  const { uri } = params;
  if (!session.viewOf(uri)) return undefined;
  const readiness = await saveFirst(session, uri, () => aRecordsEdit, signal);
  signal.throwIfAborted();
  if (readiness === 'aborted') return refusal('aborted', 'Nothing was published, as the script was not saved.');
  if (readiness !== 'ready') return refusal('not-applied', readiness.failure);
  const analysis = await session.completeAnalysisOf(uri, signal);
  signal.throwIfAborted();
  if (!analysis) return refusal('aborted', 'Nothing was published, as it was cancelled.');
  const { view, findings, surroundings } = analysis;
  const { notebook } = view;
  const last = session.moves.lastOf(view.uri);
  const decision = await decidePublish(notebook, findings, params, publishQuestions(session, notebook, signal));
  signal.throwIfAborted();
  if ('status' in decision) return decision;
  if (session.moves.lastOf(view.uri) !== last) return stale;

  const { version } = decision;
  const { program, environment } = surroundings;
  const facts = publishFacts(notebook, program, environment, session.authorOf(view.uri), new Date());
  const edits = publishEdits(notebook, version, facts);
  const result = await attemptFix(session, analysis, { title: `Publish as version ${version}`, edits });
  if (result === 'applied' || (result.hasMoved && isPublishedAt(session, uri, facts.now)))
    return { status: 'published', version };
  return result.hasMoved ? stale : refusal('not-applied', result.failure);
}

const stale = refusal('stale', 'The notebook was changed meanwhile, and nothing was published. Publish it again.');

/** Some editors make an edit and then reply that they did not. */
function isPublishedAt(session: Session, uri: string, time: Date): boolean {
  const notebook = session.viewOf(uri)?.notebook;
  return notebook !== undefined && recordOf(notebook)?.time_published === recordTime(time);
}

/** The wishes in an argument that came from a client; a sentence where one is of the wrong kind. */
export function publishParams(uri: string, argument: unknown): PublishParams | string {
  const { version, bump, proceed, force } = argument as Partial<Record<keyof PublishParams, unknown>>;
  if (version !== undefined && typeof version !== 'string') return '`version` has to be a string.';
  if (bump !== undefined && !versionBumps.includes(bump as VersionBump))
    return `\`bump\` is one of ${versionBumps.join(', ')}.`;
  if (proceed !== undefined && typeof proceed !== 'boolean') return '`proceed` has to be true or false.';
  if (force !== undefined && typeof force !== 'boolean') return '`force` has to be true or false.';
  return {
    uri,
    ...(version !== undefined && { version }),
    ...(bump !== undefined && { bump: bump as VersionBump }),
    ...(proceed !== undefined && { proceed }),
    ...(force !== undefined && { force }),
  };
}

import { commands, type PublishResult } from 'nbproject-protocol';
import { type ActionData, fixOf } from '../../features/codeActions.ts';
import { headerText } from '../../features/hover.ts';
import { textAt } from '../../notebook/json/values.ts';
import { visible } from '../../notebook/untrusted.ts';
import { packageEdits, publishFacts, recordOf } from '../../record/index.ts';
import { clearAllOutputs, type Fix, initialize, insertTitle, newIdentity } from '../../rules/index.ts';
import type { Analysis } from '../analysis.ts';
import type { ResponseError } from '../jsonrpc.ts';
import { invalidParams, requestFailed } from '../messages/errors.ts';
import type { Session } from '../session.ts';
import { askUser } from '../user/ask.ts';
import { show } from '../user/show.ts';
import { showGraph } from '../workspace/graph.ts';
import { fixContext, fixesIn } from './actions.ts';
import { applyFix } from './applyFix.ts';
import { askForParent, namedParents, setParents } from './parents.ts';
import { initProject, syncProject } from './projectCommands.ts';
import { publish, publishParams } from './publish.ts';
import { writeRequirements } from './writeRequirements.ts';

/** A command about one open notebook. */
type Command = (session: Session, uri: string, argument: unknown, signal: AbortSignal) => unknown;
/** A command about the workspace: it may be called with nothing. */
type WorkspaceCommand = (session: Session, argument: never, signal: AbortSignal) => unknown;

/** What `workspace/executeCommand` carries out. The result is what the command's name promises, or null. */
export async function executeCommand(
  session: Session,
  name: string,
  args: readonly unknown[],
  signal: AbortSignal,
): Promise<unknown> {
  const workspaceCommand = Object.hasOwn(ofWorkspace, name) ? ofWorkspace[name] : undefined;
  if (workspaceCommand) return (await workspaceCommand(session, args[0] as never, signal)) ?? null;
  const command = Object.hasOwn(byName, name) ? byName[name] : undefined;
  if (!command) throw invalidParams(`There is no command \`${name}\`.`);
  const [target] = args;
  const uri = (target as { uri?: unknown } | undefined)?.uri;
  if (typeof uri !== 'string') throw invalidParams(`\`${name}\` needs { "uri": … } as its first argument.`);
  return (await command(session, uri, target, signal)) ?? null;
}

const byName: Readonly<Record<string, Command>> = {
  [commands.initialize]: (session, uri, _, signal) =>
    change(session, uri, signal, 'The notebook has a record already.', (analysis) =>
      analysis.view.notebook.metadata.nbproject === undefined ? initialize(fixContext(session, analysis)) : undefined,
    ),

  [commands.insertTitle]: (session, uri, _, signal) => insertTitleIn(session, uri, signal),

  [commands.clearOutputs]: (session, uri, _, signal) =>
    change(session, uri, signal, 'No cell has outputs or was executed.', ({ view }) => clearAllOutputs(view.notebook)),

  [commands.fixAll]: (session, uri, argument, signal) =>
    change(session, uri, signal, 'There is nothing that can be fixed safely.', (analysis) => {
      const { code } = argument as { code?: unknown };
      return {
        title: 'Fix all',
        edits: fixesIn(session, analysis).allSafe(typeof code === 'string' ? code : undefined),
      };
    }),

  [commands.applyFix]: (session, uri, argument, signal) =>
    change(session, uri, signal, 'The problem is gone already.', (analysis) =>
      fixOf(argument as ActionData, analysis.findings, fixesIn(session, analysis)),
    ),

  [commands.publish]: async (session, uri, argument, signal) => {
    const result = await publishAs(session, uri, argument, signal);
    if (result.status === 'published') show(session, 'info', `Published as version ${visible(result.version, 100)}.`);
    else if (result.reason === 'no-title') void offerTitle(session, uri, result.message);
    else if (result.reason !== 'aborted') show(session, 'warning', result.message);
    return result;
  },

  [commands.recordPackages]: async (session, uri, _, signal) => {
    if (!session.viewOf(uri)) throw notOpen(uri);
    const analysed = await session.completeAnalysisOf(uri, signal);
    signal.throwIfAborted();
    if (!analysed) return null;
    return change(
      session,
      uri,
      signal,
      'The record has the packages as they are installed.',
      ({ view, surroundings }) => {
        const { program, environment } = surroundings;
        const facts = publishFacts(view.notebook, program, environment, session.authorOf(view.uri), new Date());
        return { title: 'Record the packages', edits: packageEdits(view.notebook, facts) };
      },
    );
  },

  [commands.assignNewId]: (session, uri, argument, signal) =>
    change(session, uri, signal, withoutRecord, (analysis) => {
      const record = recordOf(analysis.view.notebook);
      const asParent = (argument as { readonly originalAsParent?: unknown }).originalAsParent === true;
      const original = asParent ? textAt(record, 'id') : undefined;
      return record && newIdentity(analysis.view.notebook, original, fixContext(session, analysis));
    }),

  [commands.setParents]: async (session, uri, argument, signal) => {
    const analysis = session.analysisOf(uri);
    if (!analysis) throw notOpen(uri);
    const chosen =
      namedParents(argument) ?? (recordOf(analysis.view.notebook) ? await askForParent(session, analysis, signal) : []);
    signal.throwIfAborted();
    if (chosen === 'aborted') return null;
    if (!('problem' in chosen)) return change(session, uri, signal, withoutRecord, (now) => setParents(now, chosen));
    show(session, 'info', chosen.problem);
    return null;
  },

  [commands.showHeader]: (session, uri) => {
    const header = session.analysisOf(uri)?.header;
    if (!header) throw notOpen(uri);
    // A client that follows the header shows it itself; any other gets it as a message.
    if (!session.client.extensions.headerDidChange) show(session, 'info', headerText(header));
    return header;
  },
};

const ofWorkspace: Readonly<Record<string, WorkspaceCommand>> = {
  [commands.showGraph]: showGraph,
  [commands.initProject]: initProject,
  [commands.syncProject]: syncProject,
  [commands.writeRequirements]: writeRequirements,
};

/** Publishes the notebook as the request and the command of that name do. */
export async function publishAs(
  session: Session,
  uri: string,
  argument: unknown,
  signal: AbortSignal,
): Promise<PublishResult> {
  const params = publishParams(uri, argument);
  if (typeof params === 'string') throw invalidParams(params);
  const result = await publish(session, params, signal);
  if (!result) throw notOpen(uri);
  return result;
}

/** Nobody waits for whether the user takes it. */
async function offerTitle(session: Session, uri: string, message: string): Promise<void> {
  const title = 'Insert title cell';
  const answer = await askUser(session, 'warning', message, [title]);
  if (answer === 'cannot ask') show(session, 'warning', message);
  if (answer === title) await insertTitleIn(session, uri).catch(() => {});
}

function insertTitleIn(session: Session, uri: string, signal?: AbortSignal): Promise<null> {
  return change(session, uri, signal, 'The notebook has a title already.', ({ view, header }) =>
    header.title === null ? insertTitle(view.notebook) : undefined,
  );
}

const withoutRecord = 'The notebook has no record yet: initialize it first.';

/** Has the client make a fix, and tells the user where it could not or did not need to. */
async function change(
  session: Session,
  uri: string,
  signal: AbortSignal | undefined,
  nothing: string,
  fixFor: (analysis: Analysis) => Pick<Fix, 'title' | 'edits'> | undefined,
): Promise<null> {
  if (!session.viewOf(uri)) throw notOpen(uri);
  const outcome = await applyFix(session, uri, fixFor, signal);
  // Said in a message too: several editors show a command's error nowhere.
  if (outcome === 'nothing to do') show(session, 'info', nothing);
  else if (typeof outcome === 'object') {
    show(session, 'error', outcome.failure);
    throw requestFailed(outcome.failure);
  }
  return null;
}

function notOpen(uri: string): ResponseError<void> {
  return requestFailed(`${uri} is not open as a notebook.`);
}

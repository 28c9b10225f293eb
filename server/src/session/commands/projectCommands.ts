import { pathToFileURL } from 'node:url';
import type { FileOutcome, ProjectResult, ProjectTarget } from 'nbproject-protocol';
import { initProject as init, type ProjectOutcome } from '../../project/metadata/initProject.ts';
import { projectProblems, projectSummary } from '../../project/metadata/summary.ts';
import type { SyncContext } from '../../project/metadata/syncNotebooks.ts';
import { syncProjects } from '../../project/metadata/syncProjects.ts';
import type { WorkInProgress } from '../progress.ts';
import type { Session } from '../session.ts';
import { failed, tell } from '../user/tell.ts';
import { projectFiles } from './projectFiles.ts';
import { notebooksIn, projectFolder, projectOf, shownPath, targetFolder } from './projectTarget.ts';

/** What `nbls init` does, for a folder of the workspace. */
export async function initProject(
  session: Session,
  target: ProjectTarget | undefined,
  signal: AbortSignal,
): Promise<ProjectResult> {
  const folder = targetFolder(session, target);
  const notebooks = await notebooksIn(session, folder);
  const work = (progress: WorkInProgress) => init(folder, notebooks, syncContext(session), progress);
  const outcome = await session.progress.during('Initializing notebooks', work, signal);
  if ('problem' in outcome) throw failed(session, outcome.problem);
  return told(session, outcome, notebooks.length, 'initialized', signal);
}

/** What `nbls sync` does, for all notebooks of a project. */
export async function syncProject(
  session: Session,
  target: ProjectTarget | undefined,
  signal: AbortSignal,
): Promise<ProjectResult> {
  const notebooks = await notebooksIn(session, projectFolder(session, target));
  const work = (progress: WorkInProgress) => syncProjects(notebooks, syncContext(session), progress);
  const outcome = await session.progress.during('Synchronizing notebooks', work, signal);
  return told(session, outcome, notebooks.length, 'synchronized', signal);
}

/** What became of a project's files, told and in the words of the protocol; who has cancelled it before its end has no other answer. */
function told(
  session: Session,
  outcome: ProjectOutcome,
  total: number,
  changed: string,
  signal: AbortSignal,
): ProjectResult {
  const nameOf = (file: string) => shownPath(session, file);
  const { notebooks, files } = outcome;
  const summary = projectSummary(outcome, { changed, written: (file) => `Wrote ${file}.`, nameOf });
  const stopped = notebooks.length < total ? ` Stopped after ${notebooks.length} of ${total}.` : '';
  tell(session, `${summary}${stopped}`, projectProblems(outcome, nameOf));
  if (stopped !== '') signal.throwIfAborted();
  const ofProtocol = ({ file, status, problem }: { file: string } & Omit<FileOutcome, 'uri'>): FileOutcome => ({
    uri: pathToFileURL(file).href,
    status,
    ...(problem === undefined ? {} : { problem }),
  });
  return { notebooks: notebooks.map(ofProtocol), files: files.map(ofProtocol) };
}

function syncContext(session: Session): SyncContext {
  return {
    files: projectFiles(session),
    projectOf: projectOf(session),
    now: () => new Date(),
    authorOf: async (file) => session.authorOf(pathToFileURL(file).href),
    packagesOf: undefined,
  };
}

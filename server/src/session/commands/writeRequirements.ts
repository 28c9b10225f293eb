import { lstatSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProjectTarget, RequirementsResult } from 'nbproject-protocol';
import { count } from '../../notebook/text/count.ts';
import { readSource } from '../../project/files/readSource.ts';
import { type GatheredRequirements, gatherRequirements } from '../../project/requirements/gather.ts';
import { requirementsText } from '../../project/requirements/resolve.ts';
import type { WorkInProgress } from '../progress.ts';
import type { Session } from '../session.ts';
import { askUser } from '../user/ask.ts';
import { failed, tell } from '../user/tell.ts';
import { projectFiles } from './projectFiles.ts';
import { notebooksIn, projectFolder, shownPath } from './projectTarget.ts';

/** What `nbls reqs` does, for all notebooks of a project: requirements.txt stands beside the file that lists them. */
export async function writeRequirements(
  session: Session,
  target: ProjectTarget | undefined,
  signal: AbortSignal,
): Promise<RequirementsResult> {
  const folder = projectFolder(session, target);
  const notebooks = await notebooksIn(session, folder);
  const gather = async (progress: WorkInProgress) => ({
    gathered: await gatherRequirements(notebooks, projectFiles(session), progress),
    isStopped: progress.signal.aborted,
  });
  const { gathered, isStopped } = await session.progress.during('Reading recorded packages', gather, signal);
  signal.throwIfAborted();
  const file = path.join(folder, 'requirements.txt');
  const text = requirementsText(gathered.requirements);
  const status = isStopped ? 'unchanged' : await writeText(session, file, text, signal);
  tellRequirements(session, gathered, status);
  return {
    file: { uri: pathToFileURL(file).href, status },
    notebooks: gathered.failed.map(({ file: notebook, problem }) => ({
      uri: pathToFileURL(notebook).href,
      status: 'failed',
      problem,
    })),
    requirements: gathered.requirements.map(({ name, version }) => ({ name, version })),
  };
}

/** A file that says something else is replaced only where its user wants that. */
async function writeText(
  session: Session,
  file: string,
  text: string,
  signal: AbortSignal,
): Promise<'changed' | 'unchanged'> {
  const isThere = lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  const source = isThere ? readSource(file) : undefined;
  if (source && 'problem' in source) throw failed(session, `${file}: ${source.problem}`);
  const after = Buffer.from(text);
  if (source?.bytes.equals(after)) return 'unchanged';
  if (source) {
    const question = `${path.basename(file)} is there and says something else.`;
    const answer = await askUser(session, 'warning', question, ['Replace it'], signal);
    signal.throwIfAborted();
    if (answer !== 'Replace it') return 'unchanged';
  }
  const unwritten = await projectFiles(session).write(file, source?.bytes, after);
  if (unwritten !== undefined) throw failed(session, `${file} is not written: ${unwritten}.`);
  return 'changed';
}

function tellRequirements(
  session: Session,
  { requirements, notebooks, failed: leftOut, unusable }: GatheredRequirements,
  status: 'changed' | 'unchanged',
): void {
  const problems = [
    ...leftOut.map(({ file, problem }) => `${shownPath(session, file)}: ${problem}`),
    ...unusable.map(
      ({ file, name, version }) => `${shownPath(session, file)} records ${name} ${version}, which is left out.`,
    ),
    ...requirements
      .filter(({ recorded }) => recorded.length > 1)
      .map(
        ({ name, version, recorded }) =>
          `${name}: ${recorded.map((one) => one.version).join(', ')}; ${version} is taken.`,
      ),
  ];
  const done = status === 'changed' ? 'Wrote requirements.txt' : 'requirements.txt is as it was';
  tell(session, `${done}: ${count(requirements.length, 'package')} of ${count(notebooks, 'notebook')}.`, problems);
}

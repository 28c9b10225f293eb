import type { ProjectOutcome } from '../../project/metadata/initProject.ts';
import { projectProblems, projectSummary } from '../../project/metadata/summary.ts';
import type { Call } from '../arguments/options.ts';
import type { ExitCode } from '../command.ts';
import type { Console } from '../terminal/console.ts';
import { printable, printableJson } from '../terminal/printable.ts';
import { shownPath } from '../terminal/shownPath.ts';
import type { ProjectRun } from './projectRun.ts';

/** Prints what became of a project's files. `done` says what was done to those that changed: "initialized". */
export async function reportProject(
  outcome: ProjectOutcome,
  done: string,
  run: ProjectRun,
  call: Call,
  console: Console,
): Promise<ExitCode> {
  const { notebooks, files } = outcome;
  for (const problem of projectProblems(outcome, shownPath)) await console.complain(problem);
  if (call.has('json')) {
    await console.out.write(`${printableJson({ notebooks: notebooks.map(withPath), files: files.map(withPath) })}\n`);
  } else if (!call.has('quiet')) {
    const isPreview = call.has('diff');
    const changed = isPreview ? `would be ${done}` : done;
    const written = (file: string) => (isPreview ? `${file} would be written.` : `Wrote ${file}.`);
    await (isPreview ? console.err : console.out).write(
      `${projectSummary(outcome, { changed, written, nameOf: (file) => printable(shownPath(file)) })}\n`,
    );
  }
  if (run.interrupted.aborted) {
    await console.complain(
      `interrupted after ${notebooks.length} of ${run.notebooks.length} notebooks; the same call goes on`,
    );
    return 130;
  }
  const all = [...notebooks, ...files];
  const hasFailed = run.unreadable > 0 || all.some(({ status }) => status === 'failed');
  return hasFailed || (call.has('diff') && all.some(({ status }) => status === 'changed')) ? 1 : 0;
}

function withPath<Outcome extends { readonly file: string }>({ file, ...rest }: Outcome) {
  return { path: shownPath(file), ...rest };
}

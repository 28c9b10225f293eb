import path from 'node:path';
import type { ProjectOutcome } from '../../project/metadata/initProject.ts';
import type { NotebookOutcome } from '../../project/metadata/syncNotebooks.ts';
import type { Call } from '../arguments/options.ts';
import type { ExitCode } from '../command.ts';
import { count } from '../reporters/summary.ts';
import type { Console } from '../terminal/console.ts';
import { printableJson } from '../terminal/printable.ts';
import type { ProjectRun } from './projectRun.ts';

/** Prints what became of a project's files. `done` says what was done to those that changed: "initialized". */
export async function reportProject(
  { notebooks, files }: ProjectOutcome,
  done: string,
  run: ProjectRun,
  call: Call,
  console: Console,
): Promise<ExitCode> {
  for (const { file, problem } of notebooks)
    if (problem !== undefined) await console.complain(`${shown(file)}: ${problem}`);
  for (const { problem } of files) if (problem !== undefined) await console.complain(problem);
  if (call.has('json')) {
    await console.out.write(`${printableJson({ notebooks: notebooks.map(withPath), files: files.map(withPath) })}\n`);
  } else if (!call.has('quiet')) {
    const summary = `${summaryOf(notebooks, done, call.has('diff'))} ${files.map(fileSummary(call)).join(' ')}`;
    await (call.has('diff') ? console.err : console.out).write(`${summary.trim()}\n`);
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
  return { path: shown(file), ...rest };
}

function summaryOf(notebooks: readonly NotebookOutcome[], done: string, isPreview: boolean): string {
  const number = (status: NotebookOutcome['status']) => notebooks.filter((one) => one.status === status).length;
  const parts = [
    [number('changed'), `${isPreview ? 'would be ' : ''}${done}`],
    [number('unchanged'), 'unchanged'],
    [number('failed'), 'left out'],
  ] as const;
  const shownParts = parts.filter(([many]) => many > 0).map(([many, what]) => `${many} ${what}`);
  if (shownParts.length === 0) return 'No notebooks.';
  return `${count(notebooks.length, 'notebook')}: ${shownParts.join(', ')}.`;
}

function fileSummary(call: Call): (outcome: ProjectOutcome['files'][number]) => string {
  return ({ file, status }) => {
    if (status === 'failed') return '';
    if (status === 'unchanged') return `${shown(file)} is up to date.`;
    return call.has('diff') ? `${shown(file)} would be written.` : `Wrote ${shown(file)}.`;
  };
}

/** As the user would type it, where that is shorter. */
export function shown(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}

import { count } from '../../notebook/text/count.ts';
import type { ProjectOutcome } from './initProject.ts';
import type { NotebookOutcome } from './syncNotebooks.ts';

/** How a summary says what was done. */
export interface SummaryWords {
  /** Of notebooks that changed: "initialized". */
  readonly changed: string;
  /** Of a file that changed: "Wrote …." */
  readonly written: (file: string) => string;
  /** What a file is called. */
  readonly nameOf: (file: string) => string;
}

/** What became of a project's files, in a line: `3 notebooks: 1 initialized, 2 unchanged. Wrote nbproject_metadata.yml.` */
export function projectSummary({ notebooks, files }: ProjectOutcome, words: SummaryWords): string {
  const ofFiles = files.flatMap(({ file, status }) => {
    if (status === 'failed') return [];
    return status === 'changed' ? words.written(words.nameOf(file)) : `${words.nameOf(file)} is up to date.`;
  });
  return [ofNotebooks(notebooks, words.changed), ...ofFiles].join(' ');
}

function ofNotebooks(notebooks: readonly NotebookOutcome[], changed: string): string {
  const parts = (
    [
      ['changed', changed],
      ['unchanged', 'unchanged'],
      ['failed', 'left out'],
    ] as const
  ).flatMap(([status, what]) => {
    const many = notebooks.filter((one) => one.status === status).length;
    return many > 0 ? `${many} ${what}` : [];
  });
  return parts.length === 0 ? 'No notebooks.' : `${count(notebooks.length, 'notebook')}: ${parts.join(', ')}.`;
}

/** Sentences on what could not be done. */
export function projectProblems(
  { notebooks, files }: ProjectOutcome,
  nameOf: (file: string) => string,
): readonly string[] {
  return [
    ...notebooks.flatMap(({ file, problem }) => (problem === undefined ? [] : `${nameOf(file)}: ${problem}`)),
    ...files.flatMap(({ problem }) => problem ?? []),
  ];
}

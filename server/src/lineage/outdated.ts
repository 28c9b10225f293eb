import type { NotebookSummary } from './summary.ts';

/**
 * True where the notebooks that have a parent's id were published after the child was: it may show something older. Of copies with one id nobody
 * knows which is meant, so all of them have to be newer. `published` is the child's time; false where one of the times is not known.
 */
export function isOutdated(published: string | null, parents: readonly NotebookSummary[]): boolean {
  // A time that cannot be read is NaN, which is neither before nor after.
  const time = Date.parse(published ?? '');
  return parents.length > 0 && parents.every((parent) => Date.parse(parent.published ?? '') > time);
}

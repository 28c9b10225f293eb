import type { TextProblem } from '../model.ts';
import { shifted } from './field.ts';
import type { Layout } from './notebookText.ts';

/** The layout after the part of the text in `span` has become longer by `by`; `own` is what is wrong with what stands there now. */
export function layoutAfter(
  { start, end, type, fields, cells, problems, complete }: Layout,
  span: { readonly start: number; readonly end: number },
  by: number,
  own: readonly TextProblem[],
): Layout {
  const moved = (offset: number) => (offset > span.start ? offset + by : offset);
  const behind = problems.filter((problem) => problem.start >= span.end);
  return {
    type,
    start,
    end: end + by,
    fields: fields.map((field) => (field.start > span.start ? shifted(field, by) : field)),
    cells: cells && { start: moved(cells.start), end: moved(cells.end) },
    problems: [
      ...problems.filter((problem) => problem.end <= span.start),
      ...own,
      ...behind.map((problem) => ({ ...problem, start: problem.start + by, end: problem.end + by })),
    ],
    complete,
  };
}

import { placedList } from '../../incremental/gathered.ts';
import type { Notebook } from '../model.ts';
import { type Heading, headingsOf, topHeadingsOf } from './headings.ts';

export type Title =
  | { readonly kind: 'heading'; readonly text: string; readonly cell: number; readonly heading: Heading }
  | { readonly kind: 'metadata'; readonly text: string };

export type TitleHeading = Extract<Title, { kind: 'heading' }>;

/** The notebook's title: the first level-1 heading in any Markdown cell (its text may be empty), else `metadata.title`. */
export function titleOf(notebook: Notebook): Title | undefined {
  // Without a look at the cells below.
  for (const [index, cell] of notebook.cells.entries()) {
    const [first] = topHeadingsOf(cell);
    if (first) return titleIn(first, index);
  }
  const { title } = notebook.metadata;
  return typeof title === 'string' && title.trim() !== '' ? { kind: 'metadata', text: title.trim() } : undefined;
}

/** All level-1 headings, in order. */
export function titleHeadings(notebook: Notebook): readonly TitleHeading[] {
  return titlesOf(notebook.cells);
}

const titlesOf = placedList(topHeadingsOf, titleIn);

/** The first heading of any level. */
export function firstHeading(notebook: Notebook): { readonly cell: number; readonly heading: Heading } | undefined {
  for (const [index, cell] of notebook.cells.entries()) {
    const [heading] = headingsOf(cell);
    if (heading) return { cell: index, heading };
  }
  return undefined;
}

function titleIn(heading: Heading, cell: number): TitleHeading {
  return { kind: 'heading', text: heading.text, cell, heading };
}

import type { Notebook } from '../model.ts';
import { type Heading, headingsOf, topHeadingsOf } from './headings.ts';

export type Title =
  | { readonly kind: 'heading'; readonly text: string; readonly cell: number; readonly heading: Heading }
  | { readonly kind: 'metadata'; readonly text: string };

export type TitleHeading = Extract<Title, { kind: 'heading' }>;

/** The notebook's title: the first level-1 heading in any Markdown cell (its text may be empty), else `metadata.title`. */
export function titleOf(notebook: Notebook): Title | undefined {
  // Without a look at the cells below.
  for (let cell = 0; cell < notebook.cells.length; cell++) {
    const [first] = titlesAt(notebook, cell);
    if (first) return first;
  }
  const { title } = notebook.metadata;
  return typeof title === 'string' && title.trim() !== '' ? { kind: 'metadata', text: title.trim() } : undefined;
}

/** All level-1 headings, in order. */
export function titleHeadings(notebook: Notebook): readonly TitleHeading[] {
  const known = knownTitles.get(notebook);
  if (known) return known;
  const titles = notebook.cells.flatMap((_, cell) => titlesAt(notebook, cell));
  knownTitles.set(notebook, titles);
  return titles;
}

const knownTitles = new WeakMap<Notebook, readonly TitleHeading[]>();

/** The first heading of any level. */
export function firstHeading(notebook: Notebook): { readonly cell: number; readonly heading: Heading } | undefined {
  for (let cell = 0; cell < notebook.cells.length; cell++) {
    const [heading] = headingsAt(notebook, cell);
    if (heading) return { cell, heading };
  }
  return undefined;
}

function titlesAt({ cells }: Notebook, index: number): readonly TitleHeading[] {
  const cell = cells[index];
  const headings = cell ? topHeadingsOf(cell) : [];
  return headings.map((heading) => ({ kind: 'heading', text: heading.text, cell: index, heading }));
}

function headingsAt({ cells }: Notebook, index: number): readonly Heading[] {
  const cell = cells[index];
  return cell ? headingsOf(cell) : [];
}

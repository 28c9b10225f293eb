import type { Notebook } from '../model.ts';
import { type Heading, headingsOf } from './headings.ts';

export type Title =
  | { readonly kind: 'heading'; readonly text: string; readonly cell: number; readonly heading: Heading }
  | { readonly kind: 'metadata'; readonly text: string };

/** The notebook's title: the first level-1 heading in any Markdown cell (its text may be empty), else `metadata.title`. */
export function titleOf(notebook: Notebook): Title | undefined {
  for (const title of titleHeadings(notebook)) return title;
  const { title } = notebook.metadata;
  return typeof title === 'string' && title.trim() !== '' ? { kind: 'metadata', text: title.trim() } : undefined;
}

/** All level-1 headings, in order. */
export function* titleHeadings(notebook: Notebook): Generator<Extract<Title, { kind: 'heading' }>> {
  for (const [cell, { heading }] of headingsIn(notebook)) {
    if (heading.level === 1) yield { kind: 'heading', text: heading.text, cell, heading };
  }
}

/** The first heading of any level. */
export function firstHeading(notebook: Notebook): { readonly cell: number; readonly heading: Heading } | undefined {
  for (const [cell, { heading }] of headingsIn(notebook)) return { cell, heading };
  return undefined;
}

function* headingsIn(notebook: Notebook): Generator<readonly [cell: number, { readonly heading: Heading }]> {
  for (const [index, cell] of notebook.cells.entries())
    for (const heading of headingsOf(cell)) yield [index, { heading }];
}

import path from 'node:path';
import type { Lineage, NotebookSummary } from '../../lineage/index.ts';
import type { Surroundings } from '../../rules/index.ts';
import type { Mention } from './mentions.ts';
import { detailsOf, nameOf, slashed } from './notebookLabel.ts';

/**
 * What is known of what stands at a place: title, version and state of a parent; who writes and reads a data file. Undefined where there is nothing to
 * say. `shown` makes text from notebooks fit to be shown.
 */
export function mentionText(
  mention: Mention,
  { lineage, file: own }: Surroundings,
  shown: (text: string, limit: number) => string,
): string | undefined {
  if (!lineage || mention.kind === 'itself') return undefined;
  const described = (notebook: NotebookSummary) =>
    `${shown(nameOf(notebook), 100)}: ${shown(detailsOf(notebook, own), 300)}`;
  if (mention.kind === 'data') return dataText(mention.file, lineage, own, described, shown);
  const notebooks = lineage.withId(mention.id ?? '');
  return notebooks.length === 0
    ? 'No notebook of the workspace has this id.'
    : notebooks.slice(0, maxShown).map(described).join('\n\n');
}

const maxShown = 10;

function dataText(
  file: string,
  lineage: Lineage,
  own: string | undefined,
  described: (notebook: NotebookSummary) => string,
  shown: (text: string, limit: number) => string,
): string | undefined {
  const [writers, readers] = [lineage.writersOf(file), lineage.readersOf(file)].map((users) =>
    [...new Set(users.map(({ notebook }) => notebook))].filter((notebook) => notebook.file !== own),
  );
  const lines = [
    ...(writers ?? []).slice(0, maxShown).map((notebook) => `Written by ${described(notebook)}`),
    ...(readers ?? []).slice(0, maxShown).map((notebook) => `Read by ${described(notebook)}`),
  ];
  const way = own === undefined ? path.basename(file) : slashed(path.relative(path.dirname(own), file));
  return lines.length === 0 ? undefined : [shown(way, 200), ...lines].join('\n\n');
}

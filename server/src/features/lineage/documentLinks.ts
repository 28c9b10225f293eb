import { pathToFileURL } from 'node:url';
import type { DocumentLink } from 'vscode-languageserver-protocol';
import { originalOf } from '../../lineage/index.ts';
import type { View } from '../../notebook/index.ts';
import type { Surroundings } from '../../rules/index.ts';
import { mentionsIn } from './mentions.ts';
import { nameOf } from './notebookLabel.ts';
import type { Workspace } from './workspace.ts';

/** From parents to their notebooks, and from paths to the data files that are there. */
export async function documentLinks(
  view: View,
  uri: string,
  surroundings: Surroundings,
  { lineage, lookUp }: Workspace,
): Promise<DocumentLink[]> {
  const mentions = mentionsIn(view, surroundings)
    .map((mention) => ({ mention, location: view.locate(mention.place) }))
    .filter(({ location }) => location.uri === uri);
  const exists = await lookUp(mentions.flatMap(({ mention }) => (mention.kind === 'data' ? [mention.file] : [])));
  return mentions.flatMap(({ mention, location: { range } }): DocumentLink[] => {
    if (mention.kind === 'itself') return [];
    if (mention.kind === 'data')
      return exists(mention.file) === 'file' ? [{ range, target: pathToFileURL(mention.file).href }] : [];
    const parent = originalOf(lineage.withId(mention.id ?? ''));
    return parent ? [{ range, target: pathToFileURL(parent.file).href, tooltip: nameOf(parent) }] : [];
  });
}

/** For a client that knows no tooltips (LSP before 3.15). */
export function withoutTooltips(links: readonly DocumentLink[]): DocumentLink[] {
  return links.map(({ range, target }) => ({ range, ...(target !== undefined && { target }) }));
}

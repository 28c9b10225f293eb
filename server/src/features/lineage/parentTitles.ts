import type { InlayHint, Range } from 'vscode-languageserver-protocol';
import { originalOf } from '../../lineage/index.ts';
import type { View } from '../../notebook/index.ts';
import type { Surroundings } from '../../rules/index.ts';
import { mentionsIn } from './mentions.ts';
import { detailsOf, nameOf } from './notebookLabel.ts';

/** The title of the parent behind each of its ids. */
export function parentTitles(view: View, uri: string, range: Range, surroundings: Surroundings): InlayHint[] {
  const { lineage, file } = surroundings;
  if (!lineage) return [];
  return mentionsIn(view, surroundings).flatMap((mention): InlayHint[] => {
    const parent = mention.kind === 'parent' ? originalOf(lineage.withId(mention.id ?? '')) : undefined;
    if (!parent) return [];
    const location = view.locate(mention.place);
    const position = location.range.end;
    if (location.uri !== uri || position.line < range.start.line || position.line > range.end.line) return [];
    return [{ position, label: nameOf(parent), tooltip: detailsOf(parent, file), paddingLeft: true }];
  });
}

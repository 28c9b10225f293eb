import type { Location, View } from '../../notebook/index.ts';
import type { Mention } from './mentions.ts';
import { parentPlaces, usesIn } from './places.ts';
import { locationsIn, namePlace, type Workspace } from './workspace.ts';

/**
 * Of a notebook: where its children name it. Of a data file: where notebooks read it. The declaration is the notebook itself, or where the file is
 * written.
 */
export async function references(
  mention: Mention,
  view: View,
  workspace: Workspace,
  declaration: 'with declaration' | 'without declaration',
): Promise<readonly Location[]> {
  const { lineage } = workspace;
  const withDeclaration = declaration === 'with declaration';
  if (mention.kind === 'data') {
    const writers = withDeclaration ? lineage.writersOf(mention.file) : [];
    return locationsIn(workspace, usesIn([...writers, ...lineage.readersOf(mention.file)]));
  }
  const { id, kind } = mention;
  const own = withDeclaration && kind === 'itself' ? [view.locate(namePlace(view.notebook))] : [];
  if (id === null) return own;
  const declared = withDeclaration && kind === 'parent' ? lineage.withId(id) : [];
  const found = await locationsIn(workspace, [
    ...declared.map(({ file }) => ({ file, places: () => [] })),
    ...lineage.childrenOf(id).map(({ file }) => ({ file, places: parentPlaces(id) })),
  ]);
  return [...own, ...found];
}

import type { Location, View } from '../../notebook/index.ts';
import type { Surroundings } from '../../rules/index.ts';
import type { Mention } from './mentions.ts';
import { usesIn } from './places.ts';
import { locationsIn, namePlace, startOf, type Workspace } from './workspace.ts';

/** From an id to the notebook's title; from the path of a data file to the file, or else to where other notebooks write it. */
export async function definition(
  mention: Mention,
  view: View,
  { file: own }: Surroundings,
  workspace: Workspace,
): Promise<readonly Location[]> {
  const { lineage, lookUp } = workspace;
  switch (mention.kind) {
    case 'itself':
      return [view.locate(namePlace(view.notebook))];
    case 'parent': {
      const parents = lineage.withId(mention.id ?? '');
      return locationsIn(
        workspace,
        parents.map(({ file }) => ({ file, places: () => [] })),
      );
    }
    case 'data': {
      const { file } = mention;
      if ((await lookUp([file]))(file) === 'file') return [startOf(file)];
      return locationsIn(workspace, usesIn(lineage.writersOf(file).filter(({ notebook }) => notebook.file !== own)));
    }
  }
}

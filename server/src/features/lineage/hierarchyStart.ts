import type { Position } from 'vscode-languageserver-protocol';
import type { NotebookSummary } from '../../lineage/index.ts';
import type { View } from '../../notebook/index.ts';
import type { Surroundings } from '../../rules/index.ts';
import { isOutsideCode } from './hierarchy.ts';
import { mentionAt } from './mentions.ts';
import type { Workspace } from './workspace.ts';

/** The notebooks from which a hierarchy starts at a position: the parent on whose id it is, or else the notebook itself. */
export function hierarchyStart(
  view: View,
  surroundings: Surroundings,
  uri: string,
  position: Position,
  { lineage }: Workspace,
): readonly NotebookSummary[] {
  const mention = mentionAt(view, surroundings, uri, position);
  if (mention?.kind === 'parent') return lineage.withId(mention.id ?? '');
  if (!mention && !isOutsideCode(view, uri)) return [];
  const own = surroundings.file === undefined ? undefined : lineage.of(surroundings.file);
  return own ? [own] : [];
}

import type { NotebookEdit } from 'nbproject-protocol';
import { isEditable, planEdits } from '../../notebook/index.ts';
import { editedText } from '../../notebook/text/editedText.ts';
import { type FixContext, fixesFor, safeEdits } from '../../rules/index.ts';
import type { Analysis } from '../check/analyse.ts';

/** Which fixes are applied unasked: those that lose nothing, or the preferred one of every finding. */
export type FixScope = 'safe' | 'all';

/**
 * Applies fixes in rounds, each on what the one before made, until there is nothing left to do. A round that breaks the notebook, or that
 * leads back to where another one was, does not count.
 */
export async function applyFixes(
  start: Analysis,
  scope: FixScope,
  analyse: (content: string) => Promise<Analysis>,
): Promise<Analysis> {
  const seen = new Set([start.content]);
  let reached = start;
  for (;;) {
    const content = editedText(reached.content, planEdits(reached.view.document, editsFor(reached, scope)));
    if (seen.has(content)) return reached;
    seen.add(content);
    const next = await analyse(content);
    if (!isEditable(next.view.document)) return reached;
    reached = next;
  }
}

/** Times are those of the fix. */
export function fixContext({ surroundings, author }: Pick<Analysis, 'surroundings' | 'author'>): FixContext {
  return { ...surroundings, now: () => new Date(), author };
}

/** All safe ones at once; when none is left and more is asked for, the first of the others alone, since it may move or remove any cell. */
function editsFor(analysis: Analysis, scope: FixScope): readonly NotebookEdit[] {
  const { view, findings } = analysis;
  if (!isEditable(view.document)) return [];
  const context = fixContext(analysis);
  const safe = safeEdits(view.notebook, findings, context, () => {});
  if (safe.length > 0 || scope === 'safe') return safe;
  for (const finding of findings) {
    const [fix] = fixesFor(view.notebook, finding, context, () => {});
    if (fix) return fix.edits;
  }
  return [];
}

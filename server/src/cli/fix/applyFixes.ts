import type { NotebookEdit } from 'nbproject-protocol';
import { isEditable, planEdits, ScriptView, type TextView } from '../../notebook/index.ts';
import { editedText } from '../../notebook/text/editedText.ts';
import { type FixContext, fixesFor, safeEdits } from '../../rules/index.ts';
import type { Analysis } from '../analysis/analyse.ts';

/** Which fixes are applied unasked: those that lose nothing, or the preferred one of every finding. */
export type FixScope = 'safe' | 'all';

/** A notebook in its own file, or the script of one. */
export type InFile = Analysis<TextView | ScriptView>;

/**
 * Applies fixes in rounds, each on what the one before made, until there is nothing left to do. A round that breaks the notebook, or that
 * leads back to where another one was, does not count. Of a script only the script is changed: what its notebook alone can hold is left.
 * `analyse` gives undefined for a text that is no notebook.
 */
export async function applyFixes(
  start: InFile,
  scope: FixScope,
  analyse: (content: string) => Promise<InFile | undefined>,
): Promise<InFile> {
  const seen = new Set([start.content]);
  let reached = start;
  for (;;) {
    const content = contentAfterFixes(reached, scope);
    if (seen.has(content)) return reached;
    seen.add(content);
    const next = await analyse(content);
    if (!next || !canBeFixed(next)) return reached;
    reached = next;
  }
}

/** Times are those of the fix. */
export function fixContext({ surroundings, author }: Pick<Analysis, 'surroundings' | 'author'>): FixContext {
  return { ...surroundings, now: () => new Date(), author };
}

/** True for a fix that the file itself can hold. */
export function isOfFile({ view }: InFile, edits: readonly NotebookEdit[]): boolean {
  return view.changeKind(edits) === 'text';
}

function canBeFixed({ view }: InFile): boolean {
  return view instanceof ScriptView || isEditable(view.document);
}

/** All safe ones at once; when none is left and more is asked for, the first of the others alone, since it may move or remove any cell. */
function contentAfterFixes(analysis: InFile, scope: FixScope): string {
  const { view, findings, content } = analysis;
  if (!canBeFixed(analysis)) return content;
  const context = fixContext(analysis);
  const possible = (edits: readonly NotebookEdit[]) => isOfFile(analysis, edits);
  const safe = safeEdits(view.notebook, findings, context, possible, () => {});
  const together = safe.length > 0 ? contentAfter(analysis, safe) : undefined;
  if (together !== undefined) return together;
  if (safe.length === 0 && scope === 'safe') return content;
  // What a script cannot say together, it may say one by one.
  for (const finding of findings) {
    const [fix] = fixesFor(view.notebook, finding, context, () => {});
    if (!fix || !(scope === 'all' || fix.safe) || !possible(fix.edits)) continue;
    const alone = contentAfter(analysis, fix.edits);
    if (alone !== undefined) return alone;
  }
  return content;
}

/** Undefined where the format of a script has no way to say it. */
function contentAfter({ view, content }: InFile, edits: readonly NotebookEdit[]): string | undefined {
  const planned = view instanceof ScriptView ? view.planScript(edits) : planEdits(view.document, edits);
  return planned && editedText(content, planned);
}

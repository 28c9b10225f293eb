import { commands } from 'nbproject-protocol';
import { detailsOf, nameOf } from '../../features/lineage/notebookLabel.ts';
import { likelyParents, type NotebookSummary, summaryOf } from '../../lineage/index.ts';
import { allParentIds, recordOf } from '../../record/index.ts';
import { type Fix, parentField } from '../../rules/index.ts';
import type { Analysis } from '../analysis.ts';
import { invalidParams } from '../messages/errors.ts';
import type { Session } from '../session.ts';
import { askUser } from '../user/ask.ts';

/** The edit that makes these ids the parents of a notebook; undefined for one without a record. */
export function setParents(
  { view: { notebook } }: Analysis,
  ids: readonly string[],
): Pick<Fix, 'title' | 'edits'> | undefined {
  const record = recordOf(notebook);
  if (!record) return undefined;
  const value = parentField(ids, record.parent);
  return { title: 'Set the parents', edits: [{ kind: 'setMetadata', path: ['nbproject', 'parent'], value }] };
}

/** The ids that a call of the command names; undefined where it leaves the choice to the user. */
export function namedParents(argument: unknown): readonly string[] | undefined {
  const parents: unknown = (argument as { readonly parents?: unknown }).parents;
  if (parents === undefined) return undefined;
  if (Array.isArray(parents) && parents.every((id) => typeof id === 'string' && id !== '')) return parents;
  throw invalidParams(`\`${commands.setParents}\` takes \`parents\` as a list of ids.`);
}

/** A dialogue has room for so many: those that write what the notebook reads, and then the nearest. */
const maxOffered = 5;

/** Asks which notebook this one builds on, and gives its parents with that one; a sentence where there is none to choose. */
export async function askForParent(
  session: Session,
  analysis: Analysis,
  signal: AbortSignal,
): Promise<readonly string[] | 'aborted' | { readonly problem: string }> {
  const { view, surroundings } = analysis;
  const { file, program } = surroundings;
  const lineage = await session.index.upToDate();
  const candidates = lineage
    ? likelyParents(lineage, summaryOf(view.notebook, file ?? '', program)).slice(0, maxOffered)
    : [];
  if (candidates.length === 0)
    return { problem: 'There is no other notebook with an id in the workspace to name as a parent.' };
  const titles = candidates.map((notebook) => titleOf(notebook, file));
  const answer = await askUser(
    session,
    'choice',
    `Which notebook does ${nameOf({ title: null, file: file ?? view.uri })} build on?`,
    titles,
    signal,
  );
  const chosen = candidates[titles.indexOf(answer)];
  if (answer === 'cannot ask')
    return { problem: 'The editor cannot ask which one: name the ids in the call of the command.' };
  return chosen?.id ? [...allParentIds(recordOf(view.notebook)), chosen.id] : 'aborted';
}

function titleOf(notebook: NotebookSummary, file: string | undefined): string {
  return `${nameOf(notebook)} (${detailsOf(notebook, file)})`;
}

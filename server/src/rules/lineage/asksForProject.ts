import path from 'node:path';
import { relativeUses } from '../../lineage/index.ts';
import type { Notebook } from '../../notebook/model.ts';
import { recordOf } from '../../record/index.ts';
import type { Rule, Surroundings } from '../rule.ts';
import type { Selection } from '../selection.ts';
import { duplicateNotebookId } from './duplicateNotebookId.ts';
import { parentCycle } from './parentCycle.ts';
import { staleParent } from './staleParent.ts';
import { undeclaredParent } from './undeclaredParent.ts';
import { unknownParent } from './unknownParent.ts';

/** What asks who has an id; none of it says anything of a notebook without a record. */
const ofRecords: ReadonlySet<Rule> = new Set([
  duplicateNotebookId,
  unknownParent,
  parentCycle,
  staleParent,
  undeclaredParent,
]);

/** The files of which a selected rule asks whether they are there: those that the notebook reads. */
export function dataFilesAskedFor(
  { needs }: Selection,
  { program, file }: Pick<Surroundings, 'program' | 'file'>,
): readonly string[] {
  if (!program || file === undefined || !needs.has('dataFiles')) return [];
  const uses = relativeUses(program, path.dirname(file)).filter(({ use }) => use.access === 'read');
  return uses.map((one) => one.file);
}

/**
 * True where a selected rule may have something to say of a notebook that depends on the other notebooks of its project: reading all of them is
 * dear, and most notebooks need none.
 */
export function asksForLineage(
  selection: Selection,
  notebook: Notebook,
  surroundings: Pick<Surroundings, 'program' | 'file' | 'dataFiles'>,
): boolean {
  if (!notebook.complete) return false;
  if (recordOf(notebook) && selection.rules.some(({ rule }) => ofRecords.has(rule))) return true;
  return dataFilesAskedFor(selection, surroundings).some((one) => surroundings.dataFiles?.(one) === 'missing');
}

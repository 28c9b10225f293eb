import type { NotebookEdit } from 'nbproject-protocol';
import type { Notebook } from '../notebook/model.ts';
import { ruleOf } from './catalogue.ts';
import type { OnRuleFailure } from './check.ts';
import { neededBy } from './needed.ts';
import { cellOfPlace } from './place.ts';
import type { Finding, Fix, FixContext } from './rule.ts';
import { selectorNames } from './selectors.ts';

/** The ways to mend a finding in the notebook in which it was found, the preferred first. New ids and times are made at each call. */
export function fixesFor(
  notebook: Notebook,
  finding: Finding,
  context: FixContext,
  onRuleFailure: OnRuleFailure,
): readonly Fix[] {
  if (finding.standsForMore) return [];
  try {
    const rule = ruleOf(finding.code);
    const given = { ...context, ...(rule && neededBy(rule, context)), selectors: selectorNames() };
    const fixes = rule?.fixes?.(notebook, finding, given) ?? [];
    return fixes.filter(({ edits }) => edits.length > 0);
  } catch (error) {
    onRuleFailure(finding.code, error);
    return [];
  }
}

/**
 * The preferred safe fixes of as many findings as can be applied at once: of those that touch the same part, the first.
 * The others follow in a next round, on what the first one made; when nothing is left to do the list is empty. Fixes whose edits are not
 * `possible` where the notebook is shown are passed over.
 */
export function safeEdits(
  notebook: Notebook,
  findings: readonly Finding[],
  context: FixContext,
  possible: (edits: readonly NotebookEdit[]) => boolean,
  onRuleFailure: OnRuleFailure,
): readonly NotebookEdit[] {
  const touched = new Set<string>();
  const mended = new Set<string>();
  return findings.flatMap((finding) => {
    // One fix may mend its rule's findings in all cells: making it again for each would cost the square of their number.
    if (mended.has(`${finding.code} ${cellOfPlace(finding.place)}`)) return [];
    const [fix] = fixesFor(notebook, finding, context, onRuleFailure);
    if (!fix?.safe) return [];
    const parts = fix.edits.flatMap(partsOf);
    if (parts.some((part) => touched.has(part))) return [];
    for (const edit of fix.edits) if ('cell' in edit) mended.add(`${finding.code} ${edit.cell}`);
    if (!possible(fix.edits)) return [];
    for (const part of parts) touched.add(part);
    return fix.edits;
  });
}

/** What an edit touches; the order of cells is one part. */
function partsOf(edit: NotebookEdit): string[] {
  switch (edit.kind) {
    case 'setMetadata':
    case 'removeMetadata':
      return [`metadata ${edit.path[0]} ${edit.path[1]}`];
    case 'insertCells':
    case 'removeCells':
    case 'moveCell':
      return ['order'];
    case 'setCellMetadata':
    case 'setSource':
    case 'setExecutionCount':
    case 'clearOutputs':
    case 'setCellId':
    case 'setOutputText':
      return [`cell ${edit.cell} ${edit.kind}`];
  }
}

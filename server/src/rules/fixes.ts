import type { NotebookEdit } from 'nbproject-protocol';
import type { Notebook } from '../notebook/model.ts';
import { ruleOf } from './catalogue.ts';
import type { OnRuleFailure } from './check.ts';
import type { Finding, Fix, FixContext } from './rule.ts';

/** The ways to mend a finding in the notebook in which it was found, the preferred first. New ids and times are made at each call. */
export function fixesFor(
  notebook: Notebook,
  finding: Finding,
  context: FixContext,
  onRuleFailure: OnRuleFailure,
): readonly Fix[] {
  try {
    const fixes = ruleOf(finding.code)?.fixes?.(notebook, finding, context) ?? [];
    return fixes.filter(({ edits }) => edits.length > 0);
  } catch (error) {
    onRuleFailure(finding.code, error);
    return [];
  }
}

/**
 * The preferred safe fixes of as many findings as can be applied at once: of those that touch the same part, the first.
 * The others follow in a next round, on what the first one made; when nothing is left to do the list is empty.
 */
export function safeEdits(
  notebook: Notebook,
  findings: readonly Finding[],
  context: FixContext,
  onRuleFailure: OnRuleFailure,
): readonly NotebookEdit[] {
  const touched = new Set<string>();
  return findings.flatMap((finding) => {
    const [fix] = fixesFor(notebook, finding, context, onRuleFailure);
    const parts = fix?.edits.flatMap(partsOf) ?? [];
    if (!fix?.safe || parts.some((part) => touched.has(part))) return [];
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
      return [`cell ${edit.cell} ${edit.kind}`];
  }
}

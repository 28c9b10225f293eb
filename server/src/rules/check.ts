import type { Cell, Notebook, NotebookFormat } from '../notebook/model.ts';
import { neededBy } from './needed.ts';
import { placeInNotebook } from './place.ts';
import type { CellFinding, Finding, RuleFinding, Surroundings } from './rule.ts';
import type { SelectedRule, Selection } from './selection.ts';
import { withoutSilenced } from './suppression/index.ts';

/** Told of a rule that threw: a bug in the rule, which then has no findings. */
export type OnRuleFailure = (code: string, error: unknown) => void;

/**
 * What the selected rules find, in the order of the rules and of the cells. Costs the cells that are not the same objects as at the last call
 * with this selection, and for the others a look each.
 */
export function checkNotebook(
  notebook: Notebook,
  selection: Selection,
  surroundings: Surroundings,
  onRuleFailure: OnRuleFailure,
): readonly Finding[] {
  if (selection.emptyFile === 'new notebook' && notebook.problems.some(({ kind }) => kind === 'empty')) return [];
  const runnable = selection.rules.filter(({ rule }) => canRead(rule.reads, notebook));
  const inCells = cellFindings(notebook, runnable, selection, onRuleFailure);
  const findings = runnable.flatMap((selected) => {
    const { rule, severity, options } = selected;
    const context = { ...neededBy(rule, surroundings), options };
    const inNotebook = guarded(selected, () => rule.check?.(notebook, context) ?? [], onRuleFailure);
    const found: readonly RuleFinding[] = [...inNotebook, ...(inCells.get(selected) ?? [])];
    return found.map((finding) => ({ code: rule.code, severity, ...finding }));
  });
  return withoutSilenced(notebook, findings, runnable, surroundings);
}

function canRead(reads: SelectedRule['rule']['reads'], notebook: Notebook): boolean {
  if (reads === 'any text') return true;
  if (!notebook.complete) return false;
  if (reads === 'any format') return true;
  const { json, format } = notebook;
  // Before 4, cells lay in worksheets.
  return (json === undefined || json.hasCells) && (format.major === undefined || format.major >= 4);
}

interface CellResult {
  readonly format: NotebookFormat;
  readonly findings: readonly (readonly [SelectedRule, CellFinding])[];
}

/** What was found in cells, for as long as selection and cell are in use. */
const knownResults = new WeakMap<Selection, WeakMap<Cell, CellResult>>();

function cellFindings(
  notebook: Notebook,
  runnable: readonly SelectedRule[],
  selection: Selection,
  onRuleFailure: OnRuleFailure,
) {
  const rules = runnable.filter(({ rule }) => rule.checkCell);
  const byRule = new Map<SelectedRule, RuleFinding[]>(rules.map((selected) => [selected, []]));
  if (rules.length === 0) return byRule;
  const known = knownResults.get(selection) ?? new WeakMap<Cell, CellResult>();
  knownResults.set(selection, known);
  const { format } = notebook;
  for (const [index, cell] of notebook.cells.entries()) {
    let result = known.get(cell);
    if (!result || result.format.major !== format.major || result.format.minor !== format.minor) {
      result = { format, findings: checkCell(cell, format, rules, onRuleFailure) };
      known.set(cell, result);
    }
    for (const [selected, { message, place }] of result.findings) {
      byRule.get(selected)?.push({ message: `Cell ${index + 1}: ${message}`, place: placeInNotebook(place, index) });
    }
  }
  return byRule;
}

function checkCell(
  cell: Cell,
  format: NotebookFormat,
  rules: readonly SelectedRule[],
  onRuleFailure: OnRuleFailure,
): CellResult['findings'] {
  return rules.flatMap((selected) => {
    const { rule, options } = selected;
    const findings = guarded(selected, () => rule.checkCell?.(cell, { options, format }) ?? [], onRuleFailure);
    return findings.map((finding) => [selected, finding] as const);
  });
}

function guarded<Found>(
  { rule }: SelectedRule,
  find: () => readonly Found[],
  onRuleFailure: OnRuleFailure,
): readonly Found[] {
  try {
    return find();
  } catch (error) {
    onRuleFailure(rule.code, error);
    return [];
  }
}

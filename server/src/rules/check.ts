import { isDeepStrictEqual } from 'node:util';
import { asItIs, PerItem } from '../incremental/perItem.ts';
import { remembered } from '../incremental/remembered.ts';
import type { Cell, Notebook, NotebookFormat } from '../notebook/model.ts';
import { neededBy } from './needed.ts';
import { placeInNotebook, wholeNotebook } from './place.ts';
import { type CellFinding, type Finding, mostFindings, type RuleFinding, type Surroundings } from './rule.ts';
import type { SelectedRule, Selection } from './selection.ts';
import { withoutSilenced } from './suppression/index.ts';

/** Told of a rule that threw: a bug in the rule, which then has no findings. */
export type OnRuleFailure = (code: string, error: unknown) => void;

/**
 * What the selected rules find, in the order of the rules and of the cells. Costs the cells that are not the same objects as at the last call
 * with this selection, and for the others next to nothing.
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
    const { rule, options } = selected;
    const context = { ...neededBy(rule, surroundings), options };
    const inNotebook = guarded(selected, () => rule.check?.(notebook, context) ?? none, onRuleFailure);
    return [...reported(selected, inNotebook), ...reported(selected, inCells.get(selected) ?? none)];
  });
  return withoutSilenced(notebook, findings, runnable, surroundings);
}

const none: readonly RuleFinding[] = [];

/** Rules that look at facts that are the same give the same lists. */
const reported = remembered(
  ({ rule: { code }, severity }: SelectedRule, found: readonly RuleFinding[]): readonly Finding[] => {
    const listed = found.slice(0, mostFindings).map((finding): Finding => ({ code, severity, ...finding }));
    if (found.length <= mostFindings) return listed;
    const message = `More than ${mostFindings.toLocaleString('en')} findings of this rule: the others are not listed.`;
    return [...listed, { code, severity, message, place: wholeNotebook, standsForMore: true }];
  },
);

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
  readonly findings: readonly FoundInCell[];
}

type FoundInCell = readonly [SelectedRule, CellFinding];

/** What was found in cells, for as long as selection and cell are in use: a cell that has moved is not checked again. */
const knownResults = new WeakMap<Selection, WeakMap<Cell, CellResult>>();

const resultsByCell = remembered((_selection: Selection) => new PerItem<Cell, readonly FoundInCell[]>());

function cellFindings(
  { cells, format }: Notebook,
  runnable: readonly SelectedRule[],
  selection: Selection,
  onRuleFailure: OnRuleFailure,
): ReadonlyMap<SelectedRule, readonly RuleFinding[]> {
  const rules = runnable.filter(({ rule }) => rule.checkCell);
  if (rules.length === 0) return new Map();
  const known = knownResults.get(selection) ?? new WeakMap<Cell, CellResult>();
  knownResults.set(selection, known);
  const read = (cell: Cell) => {
    const before = known.get(cell);
    if (before && isSameFormat(before.format, format)) return before.findings;
    const findings = checkCell(cell, format, rules, onRuleFailure);
    known.set(cell, { format, findings });
    return findings;
  };
  const context = `${format.major}.${format.minor}`;
  return foundInCells(resultsByCell(selection).of(cells, { read, moved: asItIs, context, isSame: isSameFound }));
}

const foundInCells = remembered((byCell: readonly (readonly FoundInCell[])[]) => {
  const byRule = new Map<SelectedRule, RuleFinding[]>();
  byCell.forEach((found, index) => {
    for (const [selected, { message, place }] of found) {
      const findings = byRule.get(selected) ?? [];
      byRule.set(selected, findings);
      // One more tells that there are more.
      if (findings.length > mostFindings) continue;
      findings.push({ message: `Cell ${index + 1}: ${message}`, place: placeInNotebook(place, index) });
    }
  });
  return byRule;
});

function isSameFormat(one: NotebookFormat, other: NotebookFormat): boolean {
  return one.major === other.major && one.minor === other.minor;
}

function isSameFound(one: readonly FoundInCell[], other: readonly FoundInCell[]): boolean {
  return (
    one.length === other.length &&
    one.every(([rule, finding], at) => rule === other[at]?.[0] && isDeepStrictEqual(finding, other[at][1]))
  );
}

function checkCell(
  cell: Cell,
  format: NotebookFormat,
  rules: readonly SelectedRule[],
  onRuleFailure: OnRuleFailure,
): readonly FoundInCell[] {
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

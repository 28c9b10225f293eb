import type { Cell, Notebook } from '../../notebook/model.ts';
import { isPython } from '../../record/index.ts';
import { cellOfPlace } from '../place.ts';
import type { Finding, Rule, Surroundings } from '../rule.ts';
import type { SelectedRule } from '../selection.ts';
import { type Ignore, type IgnoredRule, ignoresIn } from './ignores.ts';
import { unusedIgnoreCode } from './notation.ts';
import { unusedMessage } from './unusedMessage.ts';

/**
 * The findings that nothing in the notebook silences, and behind them what silences nothing, where that is reported. `rules` are those that
 * looked at the notebook. Costs a look at each cell, and a step for each finding.
 */
export function withoutSilenced(
  notebook: Notebook,
  findings: readonly Finding[],
  rules: readonly SelectedRule[],
  surroundings: Surroundings,
): readonly Finding[] {
  const ignores = ignoresIn(notebook);
  if (ignores.length === 0) return findings;
  const index = indexOf(ignores);
  const used = new Set<Ignore | IgnoredRule>();
  const isSilenced = ({ code, place }: Pick<Finding, 'code' | 'place'>) => {
    let silenced = false;
    for (const ignore of index.around(cellOfPlace(place), place.kind === 'source' ? place.start : undefined)) {
      const by = ignore.rules ? ignore.rules.filter(({ codes }) => codes.includes(code)) : [ignore];
      for (const one of by) used.add(one);
      silenced ||= by.length > 0;
    }
    return silenced;
  };
  const left = findings.filter((finding) => !isSilenced(finding));

  const reporting = rules.find(({ rule }) => rule.code === unusedIgnoreCode);
  if (!reporting) return left;
  const judge = judgeOf(notebook, rules, surroundings);
  const unused = ignores
    .flatMap((ignore) => unusedOf(ignore, used, judge))
    .map((one) => ({
      code: unusedIgnoreCode,
      severity: reporting.severity,
      ...one,
    }));
  // Only who names this rule silences it: else what silences everything would silence that it silences nothing.
  const namesIt = ignores.filter(({ rules: named }) => named?.some(({ name }) => name === unusedIgnoreCode));
  const named = indexOf(namesIt);
  return [
    ...left,
    ...unused.filter(({ place }) => {
      const around = named.around(cellOfPlace(place), place.kind === 'source' ? place.start : undefined);
      return around.length === 0;
    }),
  ];
}

interface IgnoreIndex {
  /** Those that reach a place: of the notebook, of its cell, and of the line in which it begins. */
  around(cell: number | undefined, start: number | undefined): readonly Ignore[];
}

function indexOf(ignores: readonly Ignore[]): IgnoreIndex {
  const ofNotebook = ignores.filter(({ cell }) => cell === undefined);
  const ofCells = groupByCell(ignores.filter(({ line }) => line === undefined));
  const ofLines = groupByCell(ignores.filter(({ line }) => line !== undefined));
  return {
    around: (cell, start) => {
      if (cell === undefined) return ofNotebook;
      const inLine = start === undefined ? [] : onLine(ofLines.get(cell) ?? [], start);
      return [...ofNotebook, ...(ofCells.get(cell) ?? []), ...inLine];
    },
  };
}

function groupByCell(ignores: readonly Ignore[]): ReadonlyMap<number, readonly Ignore[]> {
  const groups = new Map<number, Ignore[]>();
  for (const ignore of ignores) {
    if (ignore.cell === undefined) continue;
    const group = groups.get(ignore.cell);
    if (group) group.push(ignore);
    else groups.set(ignore.cell, [ignore]);
  }
  return groups;
}

/** Those of the line that an offset lies on; the list is in the order of the lines, and a cell may have thousands. */
function onLine(ignores: readonly Ignore[], offset: number): readonly Ignore[] {
  let low = 0;
  let high = ignores.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ignores[middle]?.line?.end ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while ((ignores[end]?.line?.start ?? Number.POSITIVE_INFINITY) <= offset) end++;
  return ignores.slice(low, end);
}

type UnusedIgnore = Pick<Finding, 'message' | 'place'>;

/** Says of a rule (or of all) whether it would have found something in a cell if there were anything: only then an ignore is of no use. */
type Judge = (code: string | undefined, cell: number | undefined) => boolean;

function unusedOf(ignore: Ignore, used: ReadonlySet<Ignore | IgnoredRule>, judge: Judge): readonly UnusedIgnore[] {
  const { cell, rules, place, kind } = ignore;
  if (kind === 'noqa') return [];
  const whole = () => [{ message: unusedMessage(ignore, undefined), place }];
  if (!rules) return used.has(ignore) || !judge(undefined, cell) ? [] : whole();
  if (rules.length === 0) return whole();
  const unused = rules.filter((rule) => {
    if (rule.name === unusedIgnoreCode || used.has(rule)) return false;
    return rule.codes.every((code) => judge(code, cell));
  });
  if (kind === 'comment' && unused.length === rules.length && unused.every(({ codes }) => codes.length > 0))
    return whole();
  return unused.map((rule) => ({ message: unusedMessage(ignore, rule), place: rule.place }));
}

/** What such rules find depends on the machine, on other files, or on a search that comes later: what is of no use here may be elsewhere. */
function lookElsewhere({ code, group }: Rule): boolean {
  return group === 'Packages' || group === 'Lineage' || code === 'secret';
}

/** A rule that did not run, or could not see what it needs, may find something at another time. */
function judgeOf(notebook: Notebook, rules: readonly SelectedRule[], surroundings: Surroundings): Judge {
  const { program, environment } = surroundings;
  const python = isPython(notebook.metadata);
  const knowsCode = !python || (program !== undefined && environment !== undefined);
  const ran = new Map(rules.map(({ rule }) => [rule.code, rule] as const));
  const hasKnownOutputs = (cell: Cell | undefined) => cell?.type !== 'code' || cell.outputs !== undefined;
  let knowsAllOutputs: boolean | undefined;
  const knowsOutputs = (cell: number | undefined) => {
    if (cell !== undefined) return hasKnownOutputs(notebook.cells[cell]);
    knowsAllOutputs ??= notebook.cells.every(hasKnownOutputs);
    return knowsAllOutputs;
  };
  return (code, cell) => {
    if (code === undefined) return knowsCode && knowsOutputs(cell);
    const rule = ran.get(code);
    if (!rule || lookElsewhere(rule)) return false;
    return rule.group === 'Format' || rule.group === 'Narrative' || (knowsCode && knowsOutputs(cell));
  };
}

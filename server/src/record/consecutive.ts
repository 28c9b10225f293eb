import { gatheredList } from '../incremental/gathered.ts';
import { remembered } from '../incremental/remembered.ts';
import type { Cell, Notebook } from '../notebook/model.ts';

/** A step from one considered cell to the next whose counts do not follow each other. */
type Violation = readonly [previous: number | null, count: number | null];

/**
 * nbproject's own check (dev/_consecutiveness.py, check_consecutiveness), answer for answer: cells with an empty source are skipped,
 * blank ones are not; one cell without a count breaks two steps; a last cell without a count is forgiven.
 */
export function consecutiveViolations(notebook: Notebook): readonly Violation[] {
  return violationsOf(countsOf(notebook.cells));
}

/** Of each code cell that counts. */
const countsOf = gatheredList((cell: Cell) => (cell.type !== 'code' || isEmpty(cell) ? [] : [countOf(cell)]));

const violationsOf = remembered((counts: readonly (number | null)[]): readonly Violation[] => {
  const violations: Violation[] = [];
  let previous: number | null = 0;
  for (const count of counts) {
    if (count === null || previous === null || count - previous !== 1) violations.push([previous, count]);
    previous = count;
  }
  if (previous === null) violations.pop();
  return violations;
});

export function isConsecutive(notebook: Notebook): boolean {
  return consecutiveViolations(notebook).length === 0;
}

/** Of a source that is an object Python joins the keys. */
function isEmpty({ source, json }: Cell): boolean {
  if (source !== '') return false;
  const value = json?.members?.findLast(({ key }) => key === 'source')?.value;
  return value?.type !== 'object' || /^\{\s*\}$/.test(value.raw);
}

/** Python calculates with any number and with `true`, though nbformat allows whole numbers only. */
function countOf({ executionCount, json }: Cell): number | null {
  if (executionCount !== null || !json) return executionCount;
  const raw = json.members?.findLast(({ key }) => key === 'execution_count')?.value.raw ?? 'null';
  if (raw === 'true' || raw === 'false') return raw === 'true' ? 1 : 0;
  const count = Number(raw);
  return raw === 'null' || Number.isNaN(count) ? null : count;
}

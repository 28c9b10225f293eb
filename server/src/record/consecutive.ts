import type { Notebook } from '../notebook/model.ts';

/** A step from one considered cell to the next whose counts do not follow each other. */
export type Violation = readonly [previous: number | null, count: number | null];

/**
 * nbproject's own check (dev/_consecutiveness.py, check_consecutiveness), answer for answer: cells with an empty source are skipped,
 * blank ones are not; one cell without a count breaks two steps; a last cell without a count is forgiven.
 */
export function consecutiveViolations(notebook: Notebook): readonly Violation[] {
  const violations: Violation[] = [];
  let previous: number | null = 0;
  for (const cell of notebook.cells) {
    if (cell.type !== 'code' || cell.source === '') continue;
    const count = cell.executionCount;
    if (count === null || previous === null || count - previous !== 1) violations.push([previous, count]);
    previous = count;
  }
  if (previous === null) violations.pop();
  return violations;
}

export function isConsecutive(notebook: Notebook): boolean {
  return consecutiveViolations(notebook).length === 0;
}

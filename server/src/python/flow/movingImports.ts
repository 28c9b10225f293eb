import type { PythonCell } from '../cell.ts';
import type { ImportStatement } from '../imports/importStatements.ts';
import { canMovePartUp, type MoveVerdict } from './moving.ts';

/**
 * Whether import statements of the cell at `from` may be moved up to stand before the cell at `to`, without changing what any cell does.
 * Cells are numbered from 0.
 */
export function canMoveImportsUp(
  cells: readonly PythonCell[],
  from: number,
  statements: readonly ImportStatement[],
  to: number,
): MoveVerdict {
  const cell = cells[from];
  if (cell === undefined) return { safe: false, reason: 'There is no such cell.' };
  const isMoved = ({ start, end }: ImportStatement): boolean =>
    statements.some((statement) => statement.start <= start && end <= statement.end);
  // The cell as two: what stays behind is passed, too, whether it stands above the imports or below them.
  const rest = { ...cell, names: cell.names.filter((event) => !isMoved(event)) };
  const moved: PythonCell = {
    ...cell,
    imports: cell.imports.filter(isMoved),
    names: cell.names.filter(isMoved),
    runsCommands: false,
    onlyDefines: true,
  };
  return canMovePartUp(cells, from, { rest, moved }, to);
}

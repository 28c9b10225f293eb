import type { PythonCell } from '../cell.ts';
import { topLevelName } from '../imports/importsOf.ts';
import { isStandardLibrary } from '../imports/standardLibrary.ts';
import { isPredefined } from '../names/predefined.ts';
import { type CellFlow, flowAmong } from './cellFlow.ts';

/** Whether a cell may run earlier without changing what any cell does; when that cannot be shown, why. */
export type MoveVerdict = { readonly safe: true } | { readonly safe: false; readonly reason: string };

/** Whether the cell at `from` may be moved up to stand before the cell at `to`. Cells are numbered from 0; reasons name the code. */
export function canMoveUp(cells: readonly PythonCell[], from: number, to: number): MoveVerdict {
  const moved = cells[from];
  if (moved === undefined || to < 0 || to >= from) return noSuchMove;
  return verdict(moveProblem(cells, flowsOf(cells).flows, from, to));
}

/**
 * Whether the cell at `from` may be taken for two, `rest` and below it `moved`, and `moved` be moved up to stand before the cell at `to`. Names inside
 * functions all stand in `rest`.
 */
export function canMovePartUp(
  cells: readonly PythonCell[],
  from: number,
  { rest, moved }: { readonly rest: PythonCell; readonly moved: PythonCell },
  to: number,
): MoveVerdict {
  if (to < 0 || to > from) return noSuchMove;
  const { flows, flowOfPart } = flowsOf(cells);
  const divided = [...cells.slice(0, from), rest, moved, ...cells.slice(from + 1)];
  return verdict(moveProblem(divided, [...flows.slice(0, from), flowOfPart(rest), flowOfPart(moved)], from + 1, to));
}

const noSuchMove: MoveVerdict = { safe: false, reason: 'There is no such move.' };

function verdict(problem: string | undefined): MoveVerdict {
  return problem === undefined ? { safe: true } : { safe: false, reason: problem };
}

/** Each finding of a notebook asks for a move of its cells. */
const knownFlows = new WeakMap<readonly PythonCell[], KnownFlows>();

interface KnownFlows {
  readonly flows: readonly CellFlow[];
  readonly flowOfPart: (part: PythonCell) => CellFlow;
}

function flowsOf(cells: readonly PythonCell[]): KnownFlows {
  const known = knownFlows.get(cells);
  if (known) return known;
  const flowOfPart = flowAmong(cells);
  const flows = { flows: cells.map(flowOfPart), flowOfPart };
  knownFlows.set(cells, flows);
  return flows;
}

function moveProblem(
  cells: readonly PythonCell[],
  flows: readonly CellFlow[],
  from: number,
  to: number,
): string | undefined {
  const [moved, flow] = [cells[from], flows[from]];
  if (moved === undefined || flow === undefined) return undefined;
  if (moved.syntaxError !== null) return 'The cell cannot be parsed.';
  if (flow.anything || flows.slice(0, from).some((each) => each.anything))
    return 'A cell may define names that cannot be seen in it.';
  if (!moved.onlyDefines) return 'The cell does more than define names.';
  const passed = cells.slice(to, from);
  const between = flows.slice(to, from);
  const above = flows.slice(0, to);
  return (
    importProblem(moved, passed) ??
    inputProblem(cells, flow, between, above) ??
    outputProblem(flow, passed, between, above)
  );
}

/** An import may need what a cell above it installs or sets up. */
function importProblem(moved: PythonCell, passed: readonly PythonCell[]): string | undefined {
  if (moved.imports.every((each) => isStandardLibrary(topLevelName(each), undefined))) return undefined;
  if (passed.some((cell) => cell.runsCommands))
    return 'It imports, and a command above it may install what it imports.';
  const prepares = passed.some((cell) =>
    cell.names.some((event) => event.kind === 'mutate' && preparing.has(event.name)),
  );
  return prepares ? 'It imports, and a cell above it changes how modules are found or set up.' : undefined;
}

const preparing: ReadonlySet<string> = new Set(['sys', 'os', 'site', 'importlib', 'matplotlib', 'mpl']);

/** What it reads is there earlier, too, and has the same value. */
function inputProblem(
  cells: readonly PythonCell[],
  flow: CellFlow,
  between: readonly CellFlow[],
  above: readonly CellFlow[],
): string | undefined {
  const changing = between.some((each) => each.changes.size > 0 || each.mayChange.size > 0);
  for (const name of flow.reads) {
    if (isPredefined(name)) continue;
    const shared = mayBeShared(name, cells);
    if (
      between.some((each) => each.defines.has(name) || each.changes.has(name) || (shared && each.mayChange.has(name)))
    )
      return `It reads \`${name}\`, which a cell that it would pass defines or changes.`;
    if (!above.some((each) => each.defines.has(name))) return `It reads \`${name}\`, which is not defined further up.`;
    if (changing && shared)
      return `It reads \`${name}\`, and a cell that it would pass may change the same object under another name.`;
  }
  return undefined;
}

/** Modules, functions and constants stay as they are, whatever other names they have. */
function mayBeShared(name: string, cells: readonly PythonCell[]): boolean {
  return cells.some((cell) =>
    cell.names.some(
      (event) =>
        event.kind === 'bind' &&
        event.name === name &&
        event.value !== 'module' &&
        event.value !== 'definition' &&
        event.value !== 'constant',
    ),
  );
}

/** Nobody whom it passes sees another value than before; where there was none, nobody relied on that. */
function outputProblem(
  flow: CellFlow,
  passed: readonly PythonCell[],
  between: readonly CellFlow[],
  above: readonly CellFlow[],
): string | undefined {
  for (const name of flow.defines) {
    if (between.some((each) => each.defines.has(name))) return `A cell that it would pass defines \`${name}\`, too.`;
    if (isPredefined(name)) return `It covers the built-in \`${name}\`.`;
    const isRead = between.some((each) => each.reads.has(name) || each.changes.has(name) || each.mayChange.has(name));
    if (isRead && above.some((each) => each.defines.has(name)))
      return `A cell that it would pass reads an earlier \`${name}\`.`;
    const asked = passed.some((cell) =>
      cell.names.some((event) => event.kind === 'read' && event.name === name && !event.certain),
    );
    if (isRead && asked) return `A cell that it would pass asks whether \`${name}\` is defined.`;
  }
  return undefined;
}

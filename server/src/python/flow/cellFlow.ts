import { gathered, gatheredList } from '../../incremental/gathered.ts';
import { asItIs, PerItem } from '../../incremental/perItem.ts';
import { remembered } from '../../incremental/remembered.ts';
import type { PythonCell } from '../cell.ts';
import type { NameEvent } from '../names/events.ts';
import { isPredefined } from '../names/predefined.ts';

/** What goes into a cell and comes out of it, functions that it calls included. */
export interface CellFlow {
  /** Names whose value from before the cell it reads. */
  readonly reads: ReadonlySet<string>;
  /** Names that it binds or deletes. */
  readonly defines: ReadonlySet<string>;
  /** Names whose objects it changes: `x.append(1)`. */
  readonly changes: ReadonlySet<string>;
  /** Names whose objects it may change: `f(x)`. */
  readonly mayChange: ReadonlySet<string>;
  /** True when it may read or define names that do not stand in it, or cannot be parsed. */
  readonly anything: boolean;
}

/**
 * The flow of each cell. What a function reads and changes counts for the cells that use its name. That of a cell is known as long as it is the same
 * object, and functions and modules are the same.
 */
export function flowOf(cells: readonly PythonCell[]): readonly CellFlow[] {
  const { names } = modulesIn(cells);
  return flowsByCell(bodiesIn(cells)).of(cells, {
    read: flowAmong(cells),
    moved: asItIs,
    context: names,
    isSame: Object.is,
  });
}

const flowsByCell = remembered((_bodies: FunctionBodies) => new PerItem<PythonCell, CellFlow>());

/** Gives the flow of one of the cells, or of some of what stands in it outside its functions. */
export function flowAmong(cells: readonly PythonCell[]): (cell: PythonCell) => CellFlow {
  const bodies = bodiesIn(cells);
  const { modules } = modulesIn(cells);
  const reached = new Map<string, readonly NameEvent[]>();
  return (cell) => {
    const flow = emptyFlow(cell.syntaxError !== null);
    for (const event of cell.names) {
      if (event.within !== null && event.within !== '') continue;
      add(flow, event, modules);
      if (event.kind === 'read')
        for (const inner of reachedFrom(event.name, bodies, reached)) add(flow, inner, modules);
    }
    return flow;
  };
}

interface GrowingFlow {
  readonly reads: Set<string>;
  readonly defines: Set<string>;
  readonly changes: Set<string>;
  readonly mayChange: Set<string>;
  anything: boolean;
}

function emptyFlow(anything: boolean): GrowingFlow {
  return { reads: new Set(), defines: new Set(), changes: new Set(), mayChange: new Set(), anything };
}

function add(flow: GrowingFlow, event: NameEvent, modules: ReadonlySet<string>): void {
  if (event.kind === 'unknowable') flow.anything = true;
  else if (event.kind === 'read') {
    if (!flow.defines.has(event.name) && !isPredefined(event.name)) flow.reads.add(event.name);
  } else if (event.kind === 'mutate') {
    const certain = event.certain && !modules.has(event.name);
    (certain ? flow.changes : flow.mayChange).add(event.name);
  } else flow.defines.add(event.name);
}

/** Names that only ever stand for a module: `os.remove(x)` changes no module, though `list.remove(x)` changes a list. */
const modulesIn = gathered(
  ({ names }: PythonCell) => {
    const bound = names.filter((event) => event.kind === 'bind');
    return {
      modules: bound.filter(({ value }) => value === 'module').map(({ name }) => name),
      others: bound.filter(({ value }) => value !== 'module').map(({ name }) => name),
    };
  },
  (bound) => {
    const modules = new Set(bound.flatMap((cell) => cell.modules));
    for (const { others } of bound) for (const name of others) modules.delete(name);
    return { modules, names: [...modules].join() };
  },
);

type FunctionBodies = ReadonlyMap<string, readonly NameEvent[]>;

function bodiesIn(cells: readonly PythonCell[]): FunctionBodies {
  return bodiesOf(inFunctions(cells));
}

const inFunctions = gatheredList(({ names }: PythonCell) =>
  names.filter(({ within }) => within !== null && within !== ''),
);

const bodiesOf = remembered((events: readonly NameEvent[]): FunctionBodies => {
  const bodies = new Map<string, NameEvent[]>();
  for (const event of events) {
    const body = bodies.get(event.within ?? '');
    if (body === undefined) bodies.set(event.within ?? '', [event]);
    else body.push(event);
  }
  return bodies;
});

/** What happens when the function is called, and the functions that it calls. */
function reachedFrom(
  name: string,
  bodies: FunctionBodies,
  known: Map<string, readonly NameEvent[]>,
): readonly NameEvent[] {
  if (!bodies.has(name)) return nothing;
  const before = known.get(name);
  if (before !== undefined) return before;
  const seen = new Set([name]);
  const events: NameEvent[] = [];
  for (const called of seen) {
    for (const event of bodies.get(called) ?? nothing) {
      events.push(event);
      if (event.kind === 'read' && bodies.has(event.name)) seen.add(event.name);
    }
  }
  known.set(name, events);
  return events;
}

const nothing: readonly NameEvent[] = [];

import type { Binding, BoundValue, Deletion, NameEvent, Read } from './events.ts';
import { isPredefined } from './predefined.ts';

/** A name that is not there when Python comes to it. Offsets into the cell's source. */
export interface NameFinding {
  readonly kind: 'undefined-name' | 'used-before-defined' | 'deleted-name';
  /** Index in the list of cells. */
  readonly cell: number;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Where the name is defined later, or was deleted. */
  readonly related?: NamePlace;
}

export interface NamePlace {
  readonly cell: number;
  readonly start: number;
  readonly end: number;
}

/** Cells as the analysis needs them: what each does to names. */
export interface CellWithNames {
  readonly names: readonly NameEvent[];
}

/**
 * Reads the cells top to bottom as one program and tells each name that would raise a NameError. What functions read is looked up
 * in the end, because nobody can say when they are called. Takes time linear in the number of events.
 */
export function analyseNames(cells: readonly CellWithNames[]): readonly NameFinding[] {
  const definitions = firstDefinitions(cells);
  const state = new Map<string, NameState>();
  const findings: NameFinding[] = [];
  const postponed = cells.some(({ names }) =>
    names.some((event) => event.kind === 'bind' && event.value === 'import' && event.name === 'annotations'),
  );
  const anything = cells.some(({ names }) => names.some((event) => event.kind === 'unknowable'));
  let anythingYet = false;
  for (const [cell, { names }] of cells.entries()) {
    for (const event of names) {
      if (event.kind === 'unknowable') anythingYet = true;
      else if (event.kind === 'bind') define(state, event);
      else if (event.kind === 'delete') remove(state, event, cell);
      else if (event.kind === 'read' && event.certain && !(event.annotation && postponed)) {
        const known =
          event.within === null
            ? anythingYet || state.get(event.name)?.defined
            : anything || definitions.has(event.name);
        if (known !== true && !isPredefined(event.name))
          findings.push(finding(event, cell, state.get(event.name), definitions.get(event.name)));
      }
    }
  }
  return findings;
}

interface NameState {
  readonly defined: boolean;
  /** Where it was deleted, when it was. */
  readonly deletion: NamePlace | undefined;
  /** Before the handler that has it now. */
  readonly before: NameState | undefined;
}

function define(state: Map<string, NameState>, event: Binding): void {
  const before = event.value === 'exception' ? state.get(event.name) : undefined;
  state.set(event.name, { defined: true, deletion: undefined, before });
}

function remove(state: Map<string, NameState>, event: Deletion, cell: number): void {
  if (!event.certain || event.within !== null) return;
  const before = event.by === 'except' ? state.get(event.name)?.before : undefined;
  state.set(
    event.name,
    before ?? { defined: false, deletion: { cell, start: event.start, end: event.end }, before: undefined },
  );
}

function finding(
  read: Read,
  cell: number,
  state: NameState | undefined,
  definition: NamePlace | undefined,
): NameFinding {
  const { name, start, end } = read;
  if (state?.deletion !== undefined) return { kind: 'deleted-name', cell, name, start, end, related: state.deletion };
  if (definition !== undefined) return { kind: 'used-before-defined', cell, name, start, end, related: definition };
  return { kind: 'undefined-name', cell, name, start, end };
}

/** Bindings that leave nothing behind, or that need the name themselves. */
const borrowed: ReadonlySet<BoundValue> = new Set(['exception', 'updated']);

function firstDefinitions(cells: readonly CellWithNames[]): ReadonlyMap<string, NamePlace> {
  const first = new Map<string, NamePlace>();
  for (const [cell, { names }] of cells.entries()) {
    for (const event of names) {
      if (event.kind === 'bind' && !borrowed.has(event.value) && !first.has(event.name))
        first.set(event.name, { cell, start: event.start, end: event.end });
    }
  }
  return first;
}

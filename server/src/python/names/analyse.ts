import type { Binding, BoundValue, Deletion, NameEvent } from './events.ts';
import { isPredefined } from './predefined.ts';

/** Cells as the analysis needs them: what each does to names. */
export interface CellWithNames {
  readonly names: readonly NameEvent[];
}

/** A name that is not there when Python comes to it. */
export interface FoundName {
  readonly kind: 'undefined-name' | 'used-before-defined' | 'deleted-name';
  readonly name: string;
  readonly at: Mention;
  /** Where the name is defined later, or was deleted. */
  readonly related: Mention | undefined;
}

/** Where something happens to a name: the number of the cell, and how many times something happens to the name in that cell before. */
export interface Mention {
  readonly cell: number;
  readonly nth: number;
}

/** What the analysis of some names needs to know of the whole notebook. */
export interface NotebookNames {
  /** True where annotations are not evaluated. */
  readonly postponed: boolean;
  /** The number of the first cell from which on any name may be defined; infinite where there is none. */
  readonly unknowableFrom: number;
}

export function notebookNames(cells: readonly CellWithNames[]): NotebookNames {
  const first = cells.findIndex(({ names }) => names.some(({ kind }) => kind === 'unknowable'));
  return {
    postponed: cells.some(({ names }) => names.some(postpones)),
    unknowableFrom: first < 0 ? Number.POSITIVE_INFINITY : first,
  };
}

/** True for what concerns the whole notebook, whatever names are asked for. */
export function concernsAll(event: NameEvent): boolean {
  return event.kind === 'unknowable' || postpones(event);
}

function postpones(event: NameEvent): boolean {
  return event.kind === 'bind' && event.value === 'import' && event.name === 'annotations';
}

/**
 * Reads the cells with these numbers top to bottom as one program and tells each name that would raise a NameError, of those that are asked for:
 * no name has to do with another. What functions read is looked up in the end, because nobody can say when they are called. Takes time linear in
 * the number of events.
 */
export function findNames(
  cells: readonly CellWithNames[],
  numbers: readonly number[],
  isAsked: (name: string) => boolean,
  { postponed, unknowableFrom }: NotebookNames,
): readonly FoundName[] {
  const definitions = firstDefinitions(cells, numbers, isAsked);
  const state = new Map<string, NameState>();
  const found: FoundEvent[] = [];
  const anything = unknowableFrom !== Number.POSITIVE_INFINITY;
  for (const cell of numbers) {
    let anythingYet = cell > unknowableFrom;
    for (const [number, event] of (cells[cell]?.names ?? []).entries()) {
      if (event.kind === 'unknowable') anythingYet = true;
      else if (!isAsked(event.name)) continue;
      else if (event.kind === 'bind') define(state, event);
      else if (event.kind === 'delete') remove(state, event, { cell, event: number });
      else if (event.kind === 'read' && event.certain && !(event.annotation && postponed)) {
        const known =
          event.within === null
            ? anythingYet || state.get(event.name)?.defined
            : anything || definitions.has(event.name);
        if (known !== true && !isPredefined(event.name))
          found.push(
            foundEvent(event.name, { cell, event: number }, state.get(event.name), definitions.get(event.name)),
          );
      }
    }
  }
  return found.map(({ kind, name, at, related }) => ({
    kind,
    name,
    at: mentionAt(cells, name, at),
    related: related && mentionAt(cells, name, related),
  }));
}

/** What is found while it is looked for: most events come to nothing, and are not worth counting. */
interface FoundEvent extends Pick<FoundName, 'kind' | 'name'> {
  readonly at: EventPlace;
  readonly related: EventPlace | undefined;
}

/** The number of a cell, and of one of its events. */
interface EventPlace {
  readonly cell: number;
  readonly event: number;
}

function mentionAt(cells: readonly CellWithNames[], name: string, { cell, event }: EventPlace): Mention {
  const before = cells[cell]?.names.slice(0, event) ?? [];
  return { cell, nth: before.filter((one) => one.kind !== 'unknowable' && one.name === name).length };
}

interface NameState {
  readonly defined: boolean;
  /** Where it was deleted, when it was. */
  readonly deletion: EventPlace | undefined;
  /** Before the handler that has it now. */
  readonly before: NameState | undefined;
}

function define(state: Map<string, NameState>, event: Binding): void {
  const before = event.value === 'exception' ? state.get(event.name) : undefined;
  state.set(event.name, { defined: true, deletion: undefined, before });
}

function remove(state: Map<string, NameState>, event: Deletion, at: EventPlace): void {
  if (!event.certain || event.within !== null) return;
  const before = event.by === 'except' ? state.get(event.name)?.before : undefined;
  state.set(event.name, before ?? { defined: false, deletion: at, before: undefined });
}

function foundEvent(
  name: string,
  at: EventPlace,
  state: NameState | undefined,
  definition: EventPlace | undefined,
): FoundEvent {
  if (state?.deletion !== undefined) return { kind: 'deleted-name', name, at, related: state.deletion };
  if (definition !== undefined) return { kind: 'used-before-defined', name, at, related: definition };
  return { kind: 'undefined-name', name, at, related: undefined };
}

/** Bindings that leave nothing behind, or that need the name themselves. */
const borrowed: ReadonlySet<BoundValue> = new Set(['exception', 'updated']);

function firstDefinitions(
  cells: readonly CellWithNames[],
  numbers: readonly number[],
  isAsked: (name: string) => boolean,
): ReadonlyMap<string, EventPlace> {
  const first = new Map<string, EventPlace>();
  for (const cell of numbers) {
    for (const [number, event] of (cells[cell]?.names ?? []).entries()) {
      if (event.kind === 'bind' && !borrowed.has(event.value) && isAsked(event.name) && !first.has(event.name))
        first.set(event.name, { cell, event: number });
    }
  }
  return first;
}

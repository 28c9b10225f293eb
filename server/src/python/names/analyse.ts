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

/** What the analysis of a name needs to know of the whole notebook. */
export interface NotebookNames {
  /** True where annotations are not evaluated. */
  readonly postponed: boolean;
  /** From where on any name may be defined: the number of the cell, and what happens in that cell before. */
  readonly unknowable: { readonly cell: number; readonly before: ReadonlySet<NameEvent> } | undefined;
}

export function notebookNames(cells: readonly CellWithNames[]): NotebookNames {
  const cell = cells.findIndex(({ names }) => names.some(isUnknowable));
  const names = cells[cell]?.names ?? [];
  return {
    postponed: cells.some((one) => one.names.some(postpones)),
    unknowable: cell < 0 ? undefined : { cell, before: new Set(names.slice(0, names.findIndex(isUnknowable))) },
  };
}

/** True for what concerns the whole notebook, whatever name is asked for. */
export function concernsAll(event: NameEvent): boolean {
  return isUnknowable(event) || postpones(event);
}

function isUnknowable({ kind }: NameEvent): boolean {
  return kind === 'unknowable';
}

function postpones(event: NameEvent): boolean {
  return event.kind === 'bind' && event.value === 'import' && event.name === 'annotations';
}

/** All that happens to one name, in the order of the cells and in Python's in each: the number of its cell for each event. */
export interface Occurrences {
  readonly cells: readonly number[];
  readonly events: readonly NamedEvent[];
}

export type NamedEvent = Exclude<NameEvent, { readonly kind: 'unknowable' }>;

/**
 * Reads what happens to a name top to bottom as one program and tells each place that would raise a NameError: no name has to do with another. What
 * functions read is looked up in the end, because nobody can say when they are called. Takes time linear in the number of events.
 */
export function findName(
  name: string,
  occurrences: Occurrences,
  { postponed, unknowable }: NotebookNames,
): readonly FoundName[] {
  if (isPredefined(name)) return [];
  const { cells, events } = occurrences;
  const definition = events.findIndex(isDefinition);
  const isKnowable = (event: NameEvent, cell: number) =>
    unknowable === undefined || cell < unknowable.cell || unknowable.before.has(event);
  const found: FoundName[] = [];
  let state: NameState = unseen;
  // A name such as `np` stands in all cells, and `entries` would make an object for each.
  events.forEach((event, at) => {
    if (event.kind === 'bind') state = defined(state, event);
    else if (event.kind === 'delete') state = removed(state, event, at);
    else if (event.kind === 'read' && event.certain && !(event.annotation && postponed)) {
      const isMissing =
        event.within === null
          ? !state.defined && isKnowable(event, cells[at] ?? 0)
          : unknowable === undefined && definition < 0;
      if (isMissing) found.push(foundName(name, occurrences, at, state, definition));
    }
  });
  return found;
}

/** Bindings that leave nothing behind, or that need the name themselves. */
const borrowed: ReadonlySet<BoundValue> = new Set(['exception', 'updated']);

function isDefinition(event: NamedEvent): boolean {
  return event.kind === 'bind' && !borrowed.has(event.value);
}

interface NameState {
  readonly defined: boolean;
  /** By which event it was deleted, when it was. */
  readonly deletion: number | undefined;
  /** Before the handler that has it now. */
  readonly before: NameState | undefined;
}

const unseen: NameState = { defined: false, deletion: undefined, before: undefined };
const simplyDefined: NameState = { defined: true, deletion: undefined, before: undefined };

function defined(state: NameState, { value }: Binding): NameState {
  return value === 'exception' && state !== unseen ? { ...simplyDefined, before: state } : simplyDefined;
}

function removed(state: NameState, { certain, within, by }: Deletion, at: number): NameState {
  if (!certain || within !== null) return state;
  return (by === 'except' ? state.before : undefined) ?? { defined: false, deletion: at, before: undefined };
}

function foundName(
  name: string,
  occurrences: Occurrences,
  at: number,
  { deletion }: NameState,
  definition: number,
): FoundName {
  const place = mentionAt(occurrences, at);
  if (deletion !== undefined)
    return { kind: 'deleted-name', name, at: place, related: mentionAt(occurrences, deletion) };
  if (definition >= 0)
    return { kind: 'used-before-defined', name, at: place, related: mentionAt(occurrences, definition) };
  return { kind: 'undefined-name', name, at: place, related: undefined };
}

function mentionAt({ cells }: Occurrences, at: number): Mention {
  const cell = cells[at] ?? 0;
  let first = at;
  while (cells[first - 1] === cell) first--;
  return { cell, nth: at - first };
}

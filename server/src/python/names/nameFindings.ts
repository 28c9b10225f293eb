import { differenceOf, ListMemory } from '../../incremental/listMemory.ts';
import {
  type CellWithNames,
  concernsAll,
  type FoundName,
  findNames,
  type Mention,
  type NotebookNames,
  notebookNames,
} from './analyse.ts';

/** A name that is not there when Python comes to it. Offsets into the cell's source. */
export interface NameFinding extends NamePlace {
  readonly kind: FoundName['kind'];
  readonly name: string;
  /** Where the name is defined later, or was deleted. */
  readonly related?: NamePlace;
}

export interface NamePlace {
  /** Index in the list of cells. */
  readonly cell: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Each name that would raise a NameError where the cells run top to bottom, in the order in which these stand. After an edit in cells only the
 * names are analysed again to which these now do something else, in all cells that mention them.
 */
export function analyseNames(cells: readonly CellWithNames[]): readonly NameFinding[] {
  const last = memory.last(cells);
  if (last?.list === cells) return last.value.findings;
  const known = (last && analysedAgain(last.list, last.value, cells)) ?? analysed(cells);
  memory.keep(cells, known);
  return known.findings;
}

interface Known {
  readonly notebook: NotebookNames;
  readonly found: readonly FoundName[];
  readonly findings: readonly NameFinding[];
  /** The numbers of the cells that mention a name. It goes on with the list, since a copy would cost as much as all cells. */
  readonly mentions: Map<string, Set<number>>;
}

const memory = new ListMemory<CellWithNames, Known>();

function analysed(cells: readonly CellWithNames[]): Known {
  const mentions: Known['mentions'] = new Map();
  for (const number of cells.keys()) mention(mentions, cells, number);
  const notebook = notebookNames(cells);
  return knownOf(
    cells,
    notebook,
    findNames(cells, [...cells.keys()], () => true, notebook),
    mentions,
  );
}

/** Undefined where the numbers of cells are others, or what concerns all names may be. */
function analysedAgain(
  before: readonly CellWithNames[],
  { notebook, found, findings, mentions }: Known,
  cells: readonly CellWithNames[],
): Known | undefined {
  const { start, endAfter: end } = differenceOf(before, cells);
  const [old, now] = [before.slice(start, end), cells.slice(start, end)];
  if (before.length !== cells.length || [...old, ...now].some(({ names }) => names.some(concernsAll))) return undefined;
  const asked = changedNames(deedsIn(old), deedsIn(now));
  for (let number = start; number < end; number++) {
    forget(mentions, before, number);
    mention(mentions, cells, number);
  }
  const anew = findNames(cells, numbersOf(asked, mentions, cells.length), (name) => asked.has(name), notebook);
  const others = found.filter(({ name }) => !asked.has(name));
  const isIn = (place: Mention | undefined) => place !== undefined && place.cell >= start && place.cell < end;
  const isSame = anew.length === 0 && others.length === found.length;
  if (isSame && !found.some(({ at, related }) => isIn(at) || isIn(related)))
    return { notebook, found, findings, mentions };
  return knownOf(cells, notebook, [...others, ...anew], mentions);
}

/** What cells do to each name, in words that are the same where the analysis of the name is. */
function deedsIn(cells: readonly CellWithNames[]): ReadonlyMap<string, string> {
  const deeds = new Map<string, string>();
  for (const [number, { names }] of cells.entries()) {
    for (const event of names) {
      if (event.kind === 'unknowable') continue;
      const { name, start, end, within, ...rest } = event;
      deeds.set(name, `${deeds.get(name) ?? ''} ${number} ${within === null} ${Object.values(rest).join()}`);
    }
  }
  return deeds;
}

function changedNames(old: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): ReadonlySet<string> {
  const names = [...old.keys(), ...now.keys()];
  return new Set(names.filter((name) => old.get(name) !== now.get(name)));
}

function mention(mentions: Known['mentions'], cells: readonly CellWithNames[], number: number): void {
  for (const event of cells[number]?.names ?? []) {
    if (event.kind === 'unknowable') continue;
    const numbers = mentions.get(event.name);
    if (numbers) numbers.add(number);
    else mentions.set(event.name, new Set([number]));
  }
}

function forget(mentions: Known['mentions'], cells: readonly CellWithNames[], number: number): void {
  for (const event of cells[number]?.names ?? []) {
    if (event.kind === 'unknowable') continue;
    const numbers = mentions.get(event.name);
    numbers?.delete(number);
    if (numbers?.size === 0) mentions.delete(event.name);
  }
}

/** The cells that mention one of the names, in their order: found by marks, since a name such as `np` stands in most of them. */
function numbersOf(names: ReadonlySet<string>, mentions: Known['mentions'], count: number): readonly number[] {
  const isMentioned = new Uint8Array(count);
  for (const name of names) for (const number of mentions.get(name) ?? []) isMentioned[number] = 1;
  const numbers: number[] = [];
  for (let number = isMentioned.indexOf(1); number >= 0; number = isMentioned.indexOf(1, number + 1))
    numbers.push(number);
  return numbers;
}

function knownOf(
  cells: readonly CellWithNames[],
  notebook: NotebookNames,
  found: readonly FoundName[],
  mentions: Known['mentions'],
): Known {
  const placed = found.map((one) => ({ one, event: eventOf(cells, one.name, one.at) }));
  placed.sort((one, other) => one.one.at.cell - other.one.at.cell || one.event - other.event);
  const findings = placed.map(({ one: { kind, name, at, related }, event }): NameFinding => {
    const place = placeOf(cells, at.cell, event);
    return {
      kind,
      name,
      ...place,
      ...(related && { related: placeOf(cells, related.cell, eventOf(cells, name, related)) }),
    };
  });
  return { notebook, found, findings, mentions };
}

/** Which event of its cell it is. */
function eventOf(cells: readonly CellWithNames[], name: string, { cell, nth }: Mention): number {
  const names = cells[cell]?.names ?? [];
  let left = nth;
  return names.findIndex((event) => event.kind !== 'unknowable' && event.name === name && left-- === 0);
}

function placeOf(cells: readonly CellWithNames[], cell: number, event: number): NamePlace {
  const { start, end } = cells[cell]?.names[event] ?? { start: 0, end: 0 };
  return { cell, start, end };
}

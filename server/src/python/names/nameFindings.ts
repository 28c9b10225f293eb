import { type Difference, differenceOf, ListMemory } from '../../incremental/listMemory.ts';
import {
  type CellWithNames,
  concernsAll,
  type FoundName,
  findName,
  type Mention,
  type NotebookNames,
  notebookNames,
  type Occurrences,
} from './analyse.ts';
import { forget, type Mentions, mention, movedNumber, moveMentions } from './mentions.ts';

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
 * Each name that would raise a NameError where the cells run top to bottom, in the order in which these stand. After an edit only the
 * names are analysed again to which the cells that it touched now do something else, in all cells that mention them.
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
  readonly mentions: Mentions;
}

const memory = new ListMemory<CellWithNames, Known>();

function analysed(cells: readonly CellWithNames[]): Known {
  const mentions: Mentions = new Map();
  for (const number of cells.keys()) mention(mentions, cells, number);
  const notebook = notebookNames(cells);
  return knownOf(cells, notebook, foundAmong(mentions.keys(), mentions, notebook), mentions);
}

/** Undefined where what concerns all names may be something else. */
function analysedAgain(
  before: readonly CellWithNames[],
  { notebook, found, findings, mentions }: Known,
  cells: readonly CellWithNames[],
): Known | undefined {
  const difference = differenceOf(before, cells);
  const { start, endBefore, endAfter } = difference;
  const [old, now] = [before.slice(start, endBefore), cells.slice(start, endAfter)];
  if ([...old, ...now].some(({ names }) => names.some(concernsAll))) return undefined;
  const asked = changedNames(deedsIn(old), deedsIn(now));
  for (let number = start; number < endBefore; number++) forget(mentions, before, number);
  moveMentions(mentions, difference);
  for (let number = start; number < endAfter; number++) mention(mentions, cells, number);
  const moved = movedNotebook(notebook, difference);
  const anew = foundAmong(asked, mentions, moved);
  const kept = found.filter(({ name }) => !asked.has(name));
  const others = kept.map((one) => movedName(one, difference));
  const isIn = (place: Mention | undefined) => place !== undefined && place.cell >= start && place.cell < endBefore;
  const isSame = anew.length === 0 && kept.length === found.length && others.every((one, at) => one === kept[at]);
  if (isSame && !found.some(({ at, related }) => isIn(at) || isIn(related)))
    return { notebook: moved, found, findings, mentions };
  return knownOf(cells, moved, [...others, ...anew], mentions);
}

function foundAmong(names: Iterable<string>, mentions: Mentions, notebook: NotebookNames): readonly FoundName[] {
  const found: FoundName[] = [];
  for (const name of names) found.push(...findName(name, mentions.get(name) ?? nothing, notebook));
  return found;
}

const nothing: Occurrences = { cells: [], events: [] };

function movedNotebook({ postponed, unknowable }: NotebookNames, difference: Difference): NotebookNames {
  return {
    postponed,
    unknowable: unknowable && { ...unknowable, cell: movedNumber(unknowable.cell, difference) },
  };
}

/** The same object where neither place has moved. */
function movedName(found: FoundName, difference: Difference): FoundName {
  const moved = (place: Mention) => ({ ...place, cell: movedNumber(place.cell, difference) });
  const [at, related] = [moved(found.at), found.related && moved(found.related)];
  const isSame = at.cell === found.at.cell && related?.cell === found.related?.cell;
  return isSame ? found : { ...found, at, related };
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

function knownOf(
  cells: readonly CellWithNames[],
  notebook: NotebookNames,
  found: readonly FoundName[],
  mentions: Mentions,
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

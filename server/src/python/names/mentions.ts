import type { Difference } from '../../incremental/listMemory.ts';
import type { CellWithNames, NamedEvent } from './analyse.ts';

/** By name, all that happens to it. It goes on with the list of cells, since a copy would cost as much as all of them. */
export type Mentions = Map<string, { readonly cells: number[]; readonly events: NamedEvent[] }>;

export function mention(mentions: Mentions, cells: readonly CellWithNames[], number: number): void {
  for (const event of cells[number]?.names ?? []) {
    if (event.kind === 'unknowable') continue;
    const known = mentions.get(event.name);
    if (!known) {
      mentions.set(event.name, { cells: [number], events: [event] });
      continue;
    }
    const at = placeOf(number + 1, known.cells);
    known.cells.splice(at, 0, number);
    known.events.splice(at, 0, event);
  }
}

export function forget(mentions: Mentions, cells: readonly CellWithNames[], number: number): void {
  for (const event of cells[number]?.names ?? []) {
    if (event.kind === 'unknowable') continue;
    const known = mentions.get(event.name);
    if (!known) continue;
    const at = placeOf(number, known.cells);
    const count = placeOf(number + 1, known.cells) - at;
    known.cells.splice(at, count);
    known.events.splice(at, count);
    if (known.cells.length === 0) mentions.delete(event.name);
  }
}

/** Where the first number stands in a sorted list that is not less. */
function placeOf(number: number, sorted: readonly number[]): number {
  // When all cells are read, each comes last.
  if ((sorted.at(-1) ?? -1) < number) return sorted.length;
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Gives the cells behind what was replaced the numbers that they have now. What was replaced must have been forgotten. */
export function moveMentions(mentions: Mentions, difference: Difference): void {
  if (difference.endBefore === difference.endAfter) return;
  for (const { cells } of mentions.values()) {
    for (let at = cells.length - 1; at >= 0 && (cells[at] ?? 0) >= difference.endBefore; at--)
      cells[at] = movedNumber(cells[at] ?? 0, difference);
  }
}

/** Of a cell that stood behind what was replaced, the number is another where more or fewer took its place. */
export function movedNumber(number: number, { endBefore, endAfter }: Difference): number {
  return number < endBefore ? number : number + endAfter - endBefore;
}

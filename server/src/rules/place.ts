import type { JsonPath } from 'nbproject-protocol';
import type { Place } from '../notebook/model.ts';
import type { CellPlace } from './rule.ts';

/** A key inside a cell, or the cell itself. */
export function inCell(cell: number, path: JsonPath = [], at: 'key' | 'value' = 'value'): Place {
  return { kind: 'json', path: ['cells', cell, ...path], at };
}

export function inSource(cell: number, start: number, end: number): Place {
  return { kind: 'source', cell, start, end };
}

export function inNotebook(path: JsonPath, at: 'key' | 'value' = 'value'): Place {
  return { kind: 'json', path, at };
}

/** The notebook as a whole. */
export const wholeNotebook: Place = { kind: 'json', path: [], at: 'value' };

/** The index of the cell that a place lies in. */
export function cellOfPlace(place: Place): number | undefined {
  if (place.kind === 'source') return place.cell;
  if (place.kind === 'text') return undefined;
  const [holder, index] = place.path;
  return holder === 'cells' && typeof index === 'number' ? index : undefined;
}

/** The place of a cell's finding in a notebook where the cell stands at an index. */
export function placeInNotebook(place: CellPlace, cell: number): Place {
  return place.kind === 'source' ? inSource(cell, place.start, place.end) : inCell(cell, place.path, place.at);
}

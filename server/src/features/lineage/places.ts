import type { DataUser } from '../../lineage/index.ts';
import type { Place, View } from '../../notebook/index.ts';
import { recordedParents } from '../../rules/index.ts';

/** A notebook, and what to find in it. */
export interface Asked {
  readonly file: string;
  /** Nothing stands for the notebook as a whole. */
  readonly places: (view: View) => readonly Place[];
}

/** Where notebooks write or read a data file, notebook by notebook. */
export function usesIn(users: readonly DataUser[]): readonly Asked[] {
  const byFile = new Map<string, Place[]>();
  for (const { notebook, use } of users) {
    const { cell, start, end } = use;
    byFile.set(notebook.file, [...(byFile.get(notebook.file) ?? []), { kind: 'source', cell, start, end }]);
  }
  return [...byFile].map(([file, places]) => ({
    file,
    places: (view) => places.filter((place) => isThere(place, view)),
  }));
}

/** The notebook may have changed since it was indexed. */
function isThere(place: Place, { notebook }: View): boolean {
  return place.kind === 'source' && place.end <= (notebook.cells[place.cell]?.source.length ?? -1);
}

/** Where a notebook's record names a parent. */
export function parentPlaces(id: string): Asked['places'] {
  return ({ notebook }) => recordedParents(notebook).flatMap((parent) => (parent.id === id ? [parent.place] : []));
}

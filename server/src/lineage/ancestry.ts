import type { Lineage } from './lineage.ts';

/**
 * Every id that is reached by following parents from these ids, themselves included, with the one through which it was reached first; undefined for
 * those at the start. Each id is followed once, so circles end. Ids that no notebook has are among them.
 */
export function ancestryOf(lineage: Lineage, ids: readonly string[]): Ancestry {
  const known = knownAncestries.get(lineage) ?? new Map<string, Ancestry>();
  knownAncestries.set(lineage, known);
  const key = JSON.stringify(ids);
  const ancestry = known.get(key) ?? findAncestry(lineage, ids);
  known.set(key, ancestry);
  return ancestry;
}

type Ancestry = ReadonlyMap<string, string | undefined>;

/** Rules ask at every keystroke; a lineage stays the same until a notebook becomes another. */
const knownAncestries = new WeakMap<Lineage, Map<string, Ancestry>>();

function findAncestry(lineage: Lineage, ids: readonly string[]): Ancestry {
  const through = new Map<string, string | undefined>(ids.map((id) => [id, undefined]));
  // A map goes on to what is added while it is walked.
  for (const id of through.keys()) {
    for (const parent of lineage.withId(id).flatMap(({ parents }) => parents)) {
      if (!through.has(parent)) through.set(parent, id);
    }
  }
  return through;
}

/** The ids of the notebooks that come from one by way of parents; itself only where they lead in a circle. */
export function descendantsOf(lineage: Lineage, id: string): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (parent: string) => {
    for (const child of lineage.childrenOf(parent)) if (child.id !== null) found.add(child.id);
  };
  add(id);
  for (const child of found) add(child);
  return found;
}

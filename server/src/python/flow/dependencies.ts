import type { CellFlow } from './cellFlow.ts';

/** Of two cells that share a name, which must run first. Indices in the list of cells. */
export interface Dependency {
  readonly kind: 'read-after-write' | 'write-after-read' | 'write-after-write';
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** False where the earlier cell only may change what the name stands for, or where a cell above may have defined it unseen. */
  readonly certain: boolean;
}

/**
 * The dependencies of cells that run top to bottom: each cell on the nearest above it that wrote a name, and each write on those
 * that read the name before. What follows through a third cell is left out. Linear in the number of names that cells mention.
 */
export function cellDependencies(flows: readonly CellFlow[]): readonly Dependency[] {
  const found: Dependency[] = [];
  const states = new Map<string, NameUse>();
  let anything = -1;
  for (const [to, flow] of flows.entries()) {
    for (const name of new Set([...flow.reads, ...flow.changes, ...flow.mayChange])) {
      const use = states.get(name);
      if (use === undefined) states.set(name, { written: -1, touched: -1, readers: [to] });
      else {
        if (use.written !== -1)
          found.push({ kind: 'read-after-write', name, from: use.written, to, certain: anything < use.written });
        if (use.touched > use.written)
          found.push({ kind: 'read-after-write', name, from: use.touched, to, certain: false });
        use.readers.push(to);
      }
    }
    for (const name of new Set([...flow.defines, ...flow.changes])) {
      const use = states.get(name);
      for (const from of use?.readers ?? [])
        if (from !== to) found.push({ kind: 'write-after-read', name, from, to, certain: true });
      if (use !== undefined && use.written !== -1)
        found.push({ kind: 'write-after-write', name, from: use.written, to, certain: true });
      states.set(name, { written: to, touched: -1, readers: [] });
    }
    for (const name of flow.mayChange) {
      const use = states.get(name);
      if (use !== undefined && use.written !== to) use.touched = to;
    }
    if (flow.anything) anything = to;
  }
  return found;
}

interface NameUse {
  /** The last cell that bound it or surely changed it; -1 for none. */
  readonly written: number;
  /** The last that may have changed it since. */
  touched: number;
  /** Who has read it since it was written. */
  readonly readers: number[];
}

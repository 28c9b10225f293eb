import path from 'node:path';
import { descendantsOf } from './ancestry.ts';
import type { Lineage } from './lineage.ts';
import type { NotebookSummary } from './summary.ts';

/**
 * The notebooks that one may name as parents, the likeliest first: those that write what it reads, then by how near their folders are. Not among
 * them are those without an id, those that it names already, its copies, and those that come from it.
 */
export function likelyParents(lineage: Lineage, notebook: NotebookSummary): readonly NotebookSummary[] {
  const { file, id, parents, uses } = notebook;
  const reads = uses.filter(({ access }) => access === 'read').map((use) => use.file);
  const writers = new Set(reads.flatMap((read) => lineage.writersOf(read)).map((user) => user.notebook.file));
  const excluded = new Set([...parents, ...(id === null ? [] : [id, ...descendantsOf(lineage, id)])]);
  const ranks = new Map<string, number>();
  const rankOf = (other: NotebookSummary): number => {
    if (writers.has(other.file)) return -1;
    const folder = path.dirname(other.file);
    const known = ranks.get(folder) ?? distance(path.dirname(file), folder);
    ranks.set(folder, known);
    return known;
  };
  const ranked = lineage.notebooks
    .filter((other) => other.file !== file && other.id !== null && !excluded.has(other.id))
    .map((other) => ({ other, rank: rankOf(other) }));
  // The lineage is sorted by paths, and sorting keeps that order among equals.
  return ranked.sort((one, two) => one.rank - two.rank).map(({ other }) => other);
}

/** How many folders one goes through from one to another. */
function distance(from: string, to: string): number {
  return path.relative(from, to).split(path.sep).filter(Boolean).length;
}

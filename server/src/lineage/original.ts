import { notebookName } from '../notebook/index.ts';
import type { NotebookSummary } from './summary.ts';

/** What tells a copy from its original. */
export type Twin = Pick<NotebookSummary, 'file' | 'published'>;

/**
 * Of notebooks with one id, the one that is to keep it. A copy has everything that its original had, so nothing in the record decides: the name of a
 * copy says that it is one; the id belongs to who was published with it, and first; else the shorter path is taken for the older. Undefined where there is none.
 */
export function originalOf<One extends Twin>(twins: readonly One[]): One | undefined {
  return twins.reduce<One | undefined>(
    (best, one) => (best === undefined || comesBefore(one, best) ? one : best),
    undefined,
  );
}

function comesBefore(one: Twin, other: Twin): boolean {
  const [ranks, others] = [ranksOf(one), ranksOf(other)];
  const index = ranks.findIndex((rank, at) => rank !== others[at]);
  return index >= 0 && (ranks[index] ?? '') < (others[index] ?? '');
}

/** Compared one after the other, the lower first. Kept, since each of a hundred copies asks for those of all. */
function ranksOf(twin: Twin): Ranks {
  const ranks = knownRanks.get(twin) ?? readRanks(twin);
  knownRanks.set(twin, ranks);
  return ranks;
}

type Ranks = readonly (number | string)[];

const knownRanks = new WeakMap<Twin, Ranks>();

function readRanks({ file, published }: Twin): Ranks {
  const name = notebookName(file);
  const time = Date.parse(published ?? '');
  return [
    copyName.test(name) ? 1 : 0,
    Number.isNaN(time) ? Number.POSITIVE_INFINITY : time,
    file.split(/[/\\]/).length,
    name.length,
    file,
  ];
}

/** As Jupyter, VS Code, macOS, Windows and browsers name copies. */
const copyName = /(?:-Copy\d*|(?<![ _-])[ _-]+copy(?:[ _-]*\(?\d+\)?)?| \(\d+\))$|^copy (?:\(\d+\) )?of /i;

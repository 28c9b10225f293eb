import type { Header } from 'nbproject-protocol';

/** What a badge says: how it is, and in few words why. */
export interface Verdict {
  readonly kind: 'clean' | 'lacking' | 'broken' | 'nothing';
  readonly text: string;
}

/** What of a notebook decides; undefined for one that cannot be read. */
export type BadgeFacts = Pick<Header, 'title' | 'consecutive' | 'state' | 'problems'> | undefined;

/** Clean is what is titled, consecutive, without errors, and as it was published. Several are clean when all are. */
export function cleanState(notebooks: readonly BadgeFacts[]): Verdict {
  const [only] = notebooks;
  if (notebooks.length === 0) return { kind: 'nothing', text: 'no notebooks' };
  const all = notebooks.map(shortcomings);
  const unclean = all.filter((missing) => missing.length > 0);
  if (unclean.length === 0) return { kind: 'clean', text: notebooks.length === 1 ? 'yes' : `all ${notebooks.length}` };
  const isBroken = notebooks.some((facts) => !facts || facts.problems.error > 0);
  const kind = isBroken ? 'broken' : 'lacking';
  if (notebooks.length === 1) return { kind, text: listed(shortcomings(only)) };
  const missing = order.filter((one) => unclean.some((each) => each.includes(one)));
  return { kind, text: `${notebooks.length - unclean.length} of ${notebooks.length} (${listed(missing)})` };
}

/** So many fit beside each other; the first are the worst. */
const room = 3;

function listed(missing: readonly Shortcoming[]): string {
  return [...missing.slice(0, room), ...(missing.length > room ? ['…'] : [])].join(', ');
}

/** The worst first: a badge has room for few words. */
const order = [
  'unreadable',
  'errors',
  'no title',
  'not consecutive',
  'no record',
  'not published',
  'modified',
  'unverified',
] as const;

type Shortcoming = (typeof order)[number];

function shortcomings(facts: BadgeFacts): readonly Shortcoming[] {
  if (!facts) return ['unreadable'];
  const { title, consecutive, problems, state } = facts;
  const found: readonly (Shortcoming | undefined)[] = [
    problems.error > 0 ? 'errors' : undefined,
    title === null ? 'no title' : undefined,
    consecutive ? undefined : 'not consecutive',
    byState[state],
  ];
  return found.filter((one) => one !== undefined);
}

const byState: Readonly<Record<Header['state'], Shortcoming | undefined>> = {
  uninitialized: 'no record',
  draft: 'not published',
  published: undefined,
  modified: 'modified',
  // The Python package leaves no hash to compare with.
  unverified: 'unverified',
};

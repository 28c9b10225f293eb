import type { Graph, Header } from 'nbproject-protocol';

/** What the extension posts to its pages. */
export type ToHeaderPage = { readonly header: Header | null };
export type ToLineagePage = { readonly graph: Graph; readonly current: string | null };

/** What its pages post to it. */
export type FromPage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'all' }
  | { readonly kind: 'open'; readonly uri: string }
  | { readonly kind: 'command'; readonly command: string; readonly uri: string };

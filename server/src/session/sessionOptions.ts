import type { IndexOptions } from './workspace/workspaceIndex.ts';

/** What the program has, whatever the client is. */
export interface SessionOptions {
  /** The address of a rule's page, where pages are shipped. */
  readonly pageOf: ((code: string) => string) | undefined;
  readonly index: IndexOptions;
}

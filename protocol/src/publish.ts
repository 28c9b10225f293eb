import type { Severity } from './severity.ts';

/** Request of the client: {@link PublishParams} → {@link PublishResult}. What is published is what the editor shows, saved or not. */
export const publishRequest = 'nbproject/publish';

/** How a new version follows from the present one; `next` is what a publish takes when nobody says. */
export const versionBumps = ['next', 'patch', 'minor', 'major'] as const;

export type VersionBump = (typeof versionBumps)[number];

export interface PublishParams {
  readonly uri: string;
  /** The version to publish as. Comes before `bump`. */
  readonly version?: string;
  /** Left out, as `version` is, the user is asked, in the editor's own dialogue; a client that cannot ask gets `next`. */
  readonly bump?: VersionBump;
  /** True publishes though cells are not consecutive or there are errors; false does not. Left out, the user is asked. */
  readonly proceed?: boolean;
  /** True takes `version` also where it is lower than the present one. */
  readonly force?: boolean;
}

export type PublishResult = Published | PublishRefused;

export interface Published {
  readonly status: 'published';
  readonly version: string;
}

export interface PublishRefused {
  readonly status: 'refused';
  readonly reason: PublishRefusal;
  /** A full sentence for the user: what stands in the way and what to do. */
  readonly message: string;
  /** What stands in the way; empty where it is no finding. */
  readonly findings: readonly PublishFinding[];
}

/**
 * `no-notebook`: the text is broken, or of a format that cannot be written · `no-title` · `not-consecutive` and `errors`: nobody said to proceed ·
 * `version`: the one asked for is none, or lower than the present one · `aborted`: the user closed the question, or did not answer ·
 * `stale`: the notebook changed meanwhile · `not-applied`: the editor did not make the edit.
 */
export type PublishRefusal =
  | 'no-notebook'
  | 'no-title'
  | 'not-consecutive'
  | 'errors'
  | 'version'
  | 'aborted'
  | 'stale'
  | 'not-applied';

export interface PublishFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

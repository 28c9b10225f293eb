import type { JsonObject } from './json.ts';

/** `uninitialized`: no record · `draft`: never published · `published`: as published · `modified`: changed since · `unverified`: published without a hash to compare with. */
export type NotebookState = 'uninitialized' | 'draft' | 'published' | 'modified' | 'unverified';

/** The record beside what is live, as `nbproject/header` and `nbls header --json` give it. */
export interface Header {
  readonly uri: string;
  readonly title: string | null;
  readonly state: NotebookState;
  /** nbproject's own check of the execution counts, count for count. */
  readonly consecutive: boolean;
  /** `metadata.nbproject` as stored, or null when there is none or it is no object. */
  readonly record: JsonObject | null;
  readonly author: string | null;
  /** Top-level names of third-party modules that the cells import, sorted, before they are mapped to distributions. */
  readonly imports: readonly string[];
  /** Python itself: the version of the last publish beside the one that would run it now; null where neither is known. */
  readonly python: PackageRow | null;
  readonly packages: readonly PackageRow[];
  readonly parents: readonly NotebookReference[];
  readonly children: readonly NotebookReference[];
  readonly kernel: KernelReference | null;
  /** ISO 8601 in UTC: the newest execution time in the cells' metadata, else the file's modification time, else null. */
  readonly timeRun: string | null;
  readonly identities: readonly Identity[];
  readonly problems: ProblemCounts;
  /** In display order. */
  readonly rows: readonly HeaderRow[];
  readonly markdown: string;
  readonly html: string;
}

export interface HeaderRow {
  readonly label: string;
  readonly value: string;
  /** `info` for what only informs; `ok` and `warning` for what was compared or checked. */
  readonly status: 'info' | 'ok' | 'warning';
}

/** `version` is the empty string where it is unknown. */
export interface PackageRow {
  readonly name: string;
  readonly recorded: string | null;
  readonly installed: string | null;
  readonly status: 'same' | 'differs' | 'not-recorded' | 'not-installed' | 'unknown';
  /** Where it differs: the first part of the release (PEP 440) that does; `other` for what comes after, and for what is no version. */
  readonly distance?: 'major' | 'minor' | 'patch' | 'other';
}

export interface NotebookReference {
  /** Empty for a child that has none. */
  readonly id: string;
  readonly title: string | null;
  readonly version: string | null;
  /** Null where no notebook of the workspace has this id. */
  readonly uri: string | null;
}

export interface KernelReference {
  readonly name: string;
  readonly displayName: string | null;
  readonly language: string | null;
}

/** What else identifies the notebook: a Colab file id, a Deepnote id, a LaminDB uid, a git commit. */
export interface Identity {
  readonly source: 'colab' | 'deepnote' | 'lamindb' | 'git';
  readonly value: string;
}

export interface ProblemCounts {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly hint: number;
}

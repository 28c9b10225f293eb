import type { Policy, RuleOptions, Severity } from '../../rules/index.ts';

/** What a project's configuration file sets: plain data, so that it may go to another thread. Rules are named as the file names them. */
export interface ProjectSettings {
  /** Only these rules, or undefined for those that are on by default. */
  readonly select: readonly string[] | undefined;
  readonly ignore: readonly string[];
  /** By rule or group. */
  readonly severity: Readonly<Record<string, Severity | 'off'>>;
  /** Patterns in gitignore's syntax, relative to the file's folder. */
  readonly exclude: readonly string[];
  /** Patterns of the same kind, with the rules that they turn off. */
  readonly perFileIgnores: readonly PerFileIgnore[];
  readonly policy: Policy | undefined;
  /** By rule, then by the option's name. */
  readonly options: Readonly<Record<string, RuleOptions>>;
  /** An interpreter or the folder of an environment; absolute. */
  readonly python: string | undefined;
  readonly author: ProjectAuthor;
}

export interface PerFileIgnore {
  readonly patterns: readonly string[];
  readonly rules: readonly string[];
}

export interface ProjectAuthor {
  readonly handle?: string;
  readonly id?: string;
  readonly name?: string;
}

/** A configuration file as it was read: what is right in it, and what is wrong. */
export interface Configuration {
  readonly file: string;
  readonly folder: string;
  readonly settings: ProjectSettings;
  readonly problems: readonly ConfigurationProblem[];
}

export interface ConfigurationProblem {
  /** A full sentence. */
  readonly message: string;
  /** In the file's text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** 1-based, the column in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

export const noSettings: ProjectSettings = {
  select: undefined,
  ignore: [],
  severity: {},
  exclude: [],
  perFileIgnores: [],
  policy: undefined,
  options: {},
  python: undefined,
  author: {},
};

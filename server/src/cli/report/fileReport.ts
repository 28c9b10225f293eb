import type { Range } from '../../notebook/index.ts';
import type { Severity } from '../../rules/index.ts';
import type { CodeFrame } from './codeFrame.ts';

/** What was found in one file: plain data, since it comes from another thread. */
export interface FileReport {
  readonly path: string;
  /** In the order of their places. */
  readonly findings: readonly ReportedFinding[];
  /** How many findings fixes took away, or would take away; left out where nothing was fixed. */
  readonly fixed?: number | undefined;
  /** What fixes would change, where that is asked for. */
  readonly diff?: string | undefined;
  /** What was fixed, where that is to be printed; undefined where nothing changed. */
  readonly content?: string | undefined;
  /** Why what was fixed could not be written; the findings are then those of the file as it is. */
  readonly unwritten?: string | undefined;
  /** What it rests on, where it may be kept for the next run. */
  readonly basis?: Basis | undefined;
}

/** What a report rests on besides the settings: the file has the same report as long as this is the same. */
export interface Basis extends Conversation {
  /** A digest of the file's bytes. */
  readonly content: string;
}

/** What a check has asked of what lies outside of the file, in its order, and a digest of what it was answered. */
export interface Conversation {
  readonly questions: readonly Question[];
  readonly answers: string;
}

/** What was asked for, and of what. */
export type Question = readonly [what: string, ...of: readonly string[]];

export interface ReportedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** In the .ipynb, or in the script of it: 0-based lines and UTF-16 code units, never wider than a line. */
  readonly range: Range;
  /** 0-based; null for what belongs to no cell. */
  readonly cell: number | null;
  /** The id that the cell has in the file; null where there is none. */
  readonly cellId: string | null;
  /** In the cell's source; null for what lies elsewhere in the cell. */
  readonly cellRange: Range | null;
  /** The titles of its fixes; empty where the reporter does not want them. */
  readonly fixes: readonly string[];
  /** Undefined where the reporter does not want it, and for what concerns the notebook as a whole. */
  readonly frame: CodeFrame | undefined;
}

/** What a report holds beside the findings; each costs time. */
export interface ReportDetail {
  readonly frames: boolean;
  readonly fixes: boolean;
}

/** A file of which nothing but this can be said. */
export function failedReport(path: string, code: string, message: string): FileReport {
  const start = { line: 0, character: 0 };
  const range = { start, end: start };
  const finding = { code, message, range, cell: null, cellId: null, cellRange: null, fixes: [], frame: undefined };
  return { path, findings: [{ ...finding, severity: 'error' }] };
}

/** The code for what is no fault of the notebook: a rule or the whole check failed. */
export const internalError = 'internal-error';

/** The code for files that cannot be read at all. It is reported whatever rules are selected: nothing was checked. */
export const unreadable = 'invalid-json';

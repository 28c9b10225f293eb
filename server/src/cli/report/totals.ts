import type { Severity } from '../../rules/index.ts';
import type { FileReport } from './fileReport.ts';

/** What was found in all files so far. */
export interface Totals {
  readonly files: number;
  readonly filesWithFindings: number;
  /** How many findings were fixed, and in how many files. */
  readonly fixed: number;
  readonly fixedFiles: number;
  readonly severities: Readonly<Record<Severity, number>>;
}

export const noTotals: Totals = {
  files: 0,
  filesWithFindings: 0,
  fixed: 0,
  fixedFiles: 0,
  severities: { error: 0, warning: 0, info: 0, hint: 0 },
};

export function withReport(totals: Totals, { findings, fixed = 0 }: FileReport): Totals {
  const severities = { ...totals.severities };
  for (const { severity } of findings) severities[severity]++;
  return {
    files: totals.files + 1,
    filesWithFindings: totals.filesWithFindings + (findings.length > 0 ? 1 : 0),
    fixed: totals.fixed + fixed,
    fixedFiles: totals.fixedFiles + (fixed > 0 ? 1 : 0),
    severities,
  };
}

/** From the worst on. */
export const severityOrder: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** True where there is a finding that is at least as bad as `limit`. */
export function reaches({ severities }: Totals, limit: Severity): boolean {
  return severityOrder.some((severity) => isAtLeast(severity, limit) && severities[severity] > 0);
}

/** True for `limit` and what is worse. */
export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return severityOrder.indexOf(severity) <= severityOrder.indexOf(limit);
}

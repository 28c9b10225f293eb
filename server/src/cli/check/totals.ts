import type { Severity } from '../../rules/index.ts';
import type { FileReport } from './report.ts';

/** What was found in all files so far. */
export interface Totals {
  readonly files: number;
  readonly filesWithFindings: number;
  readonly severities: Readonly<Record<Severity, number>>;
}

export const noTotals: Totals = {
  files: 0,
  filesWithFindings: 0,
  severities: { error: 0, warning: 0, info: 0, hint: 0 },
};

export function withReport({ files, filesWithFindings, severities }: Totals, { findings }: FileReport): Totals {
  const counts = { ...severities };
  for (const { severity } of findings) counts[severity]++;
  return { files: files + 1, filesWithFindings: filesWithFindings + (findings.length > 0 ? 1 : 0), severities: counts };
}

/** From the worst on. */
export const severityOrder: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** True where there is a finding that is at least as bad as `limit`. */
export function reaches({ severities }: Totals, limit: Severity): boolean {
  return severityOrder.slice(0, severityOrder.indexOf(limit) + 1).some((severity) => severities[severity] > 0);
}

import type { Severity } from '../../rules/index.ts';
import type { FileReport } from '../report/fileReport.ts';

interface TallyRow {
  readonly code: string;
  readonly severity: Severity;
  readonly findings: number;
  readonly notebooks: number;
}

export interface Tally {
  add(report: FileReport): void;
  /** The most frequent first. */
  rows(): readonly TallyRow[];
}

/** Counts findings by their rule. */
export function createTally(): Tally {
  const rows = new Map<string, TallyRow>();
  return {
    add: ({ findings }) => {
      for (const code of new Set(findings.map((finding) => finding.code))) {
        const ofRule = findings.filter((finding) => finding.code === code);
        const known = rows.get(code);
        rows.set(code, {
          code,
          severity: known?.severity ?? ofRule[0]?.severity ?? 'error',
          findings: (known?.findings ?? 0) + ofRule.length,
          notebooks: (known?.notebooks ?? 0) + 1,
        });
      }
    },
    rows: () =>
      [...rows.values()].sort((one, other) => other.findings - one.findings || (one.code < other.code ? -1 : 1)),
  };
}

import type { ProblemCounts } from 'nbproject-protocol';
import type { Finding, Severity } from './rule.ts';

/** How many findings of each severity there are. */
export function countBySeverity(findings: readonly Finding[]): ProblemCounts {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 } satisfies Record<Severity, number>;
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

import { createHash } from 'node:crypto';
import type { ReportedFinding } from '../report/fileReport.ts';

/**
 * One for each finding of a file, by which it is known again in the next version of the file: made of what it says and of the id of its
 * cell, so that neither lines nor cells above it nor another run of the notebook change it. Those that say the same are numbered.
 */
export function fingerprintsOf(path: string, findings: readonly ReportedFinding[]): readonly string[] {
  const times = new Map<string, number>();
  return findings.map(({ code, cellId, message }) => {
    const said = JSON.stringify([path, code, cellId, withoutNumbers(message)]);
    const time = times.get(said) ?? 0;
    times.set(said, time + 1);
    return createHash('sha256').update(`${said} ${time}`).digest('hex').slice(0, 40);
  });
}

/** Cells, lines and execution counts are numbered anew whenever something moves. */
function withoutNumbers(message: string): string {
  return message.replace(/\b\d+\b/g, '0');
}

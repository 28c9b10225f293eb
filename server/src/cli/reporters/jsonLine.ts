import type { FileReport, ReportedFinding } from '../report/fileReport.ts';
import { printableJson } from '../terminal/printable.ts';

/** A finding as programs read it, on one line. The keys and their order are a promise. */
export function jsonLine({ path }: FileReport, finding: ReportedFinding): string {
  const { code, severity, message, range, cell, cellRange, fixes } = finding;
  return printableJson({ path, code, severity, message, range, cell, cellRange, fixes });
}

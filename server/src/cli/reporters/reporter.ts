import type { Severity } from '../../rules/index.ts';
import type { FileReport, ReportDetail } from '../report/fileReport.ts';
import type { Totals } from '../report/totals.ts';
import type { Colours } from '../terminal/colours.ts';

/** One way to print what was found. It gives text, and does not know where that goes; each is used for one run. */
export interface Reporter {
  readonly detail: ReportDetail;
  /** Before the first file. */
  begin(): string;
  /** For each file, in the order of their paths. */
  file(report: FileReport): string;
  /** After the last file, also when the run was interrupted. */
  end(totals: Totals): string;
}

export interface ReporterOptions {
  readonly colours: Colours;
  readonly isTerminal: boolean;
  /** The absolute folder that formats for CI name files from. */
  readonly root: string;
  /** What is below it does not count. */
  readonly failOn: Severity;
  /** The totals in words where the format has them for people. */
  readonly summary: 'with summary' | 'without summary';
}

export type CreateReporter = (options: ReporterOptions) => Reporter;

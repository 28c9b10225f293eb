import { jsonLine } from './jsonLine.ts';
import type { CreateReporter } from './reporter.ts';

/** One object a line, for programs that read while the check still runs. */
export const ndjson: CreateReporter = () => ({
  detail: { frames: false, fixes: true },
  begin: () => '',
  file: (report) => report.findings.map((finding) => `${jsonLine(report, finding)}\n`).join(''),
  end: () => '',
});

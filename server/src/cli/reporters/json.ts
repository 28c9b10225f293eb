import { jsonLine } from './jsonLine.ts';
import type { CreateReporter } from './reporter.ts';

/** One array, a finding on each line. */
export const json: CreateReporter = () => {
  let separator = '[\n';
  return {
    detail: { frames: false, fixes: true },
    begin: () => '',
    file: (report) => {
      const lines = report.findings.map((finding) => jsonLine(report, finding));
      if (lines.length === 0) return '';
      const text = separator + lines.join(',\n');
      separator = ',\n';
      return text;
    },
    end: () => (separator === ',\n' ? '\n]\n' : '[]\n'),
  };
};

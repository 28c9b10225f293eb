import { createJsonArray } from './jsonArray.ts';
import { jsonLine } from './jsonLine.ts';
import type { CreateReporter } from './reporter.ts';

/** One array, a finding on each line. */
export const json: CreateReporter = () => {
  const array = createJsonArray();
  return {
    detail: { frames: false, fixes: true },
    begin: () => '',
    file: (report) => array.add(report.findings.map((finding) => jsonLine(report, finding))),
    end: () => `${array.end()}\n`,
  };
};

import { printableJson } from '../terminal/printable.ts';
import type { CreateReporter } from './reporter.ts';
import { createTally } from './tally.ts';

/** The statistics as one array of { code, severity, findings, notebooks }, a rule on each line. */
export const statisticsJson: CreateReporter = () => {
  const tally = createTally();
  return {
    detail: { frames: false, fixes: false },
    begin: () => '',
    file: (report) => {
      tally.add(report);
      return '';
    },
    end: () => {
      const lines = tally.rows().map((row) => printableJson(row));
      return lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`;
    },
  };
};

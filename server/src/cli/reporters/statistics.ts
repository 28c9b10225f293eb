import type { CreateReporter } from './reporter.ts';
import { severityColour } from './severityColour.ts';
import { summaryOf } from './summary.ts';
import { createTally } from './tally.ts';

/** How often each rule found something, in place of what it found. */
export const statistics: CreateReporter = ({ colours, summary }) => {
  const tally = createTally();
  return {
    detail: { frames: false, fixes: false },
    begin: () => '',
    file: (report) => {
      tally.add(report);
      return '';
    },
    end: (totals) => {
      const rows = tally.rows();
      const width = String(rows[0]?.findings ?? 0).length;
      const codeWidth = Math.max(0, ...rows.map(({ code }) => code.length));
      const lines = rows.map(({ code, severity, findings, notebooks }) => {
        const label = severityColour(severity, colours)(severity.padEnd('warning'.length));
        return `${String(findings).padStart(width)}  ${label}  ${code.padEnd(codeWidth)}  in ${notebooks} notebook${notebooks === 1 ? '' : 's'}\n`;
      });
      const last = summary === 'with summary' ? `${lines.length > 0 ? '\n' : ''}${summaryOf(totals, colours)}\n` : '';
      return lines.join('') + last;
    },
  };
};

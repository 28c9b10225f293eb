import { cellLabel, messageOf, placeLabel } from './labels.ts';
import type { CreateReporter } from './reporter.ts';
import { severityColour } from './severityColour.ts';

/** One line a finding and nothing else, for `grep`, quickfix lists and compile modes. */
export const concise: CreateReporter = ({ colours }) => ({
  detail: { frames: false, fixes: false },
  begin: () => '',
  file: ({ path, findings }) =>
    findings
      .map((finding) => {
        const { severity, code } = finding;
        const cell = cellLabel(finding);
        const place = `${colours.bold(placeLabel(path, finding))}:${cell === '' ? '' : ` ${cell}:`}`;
        return `${place} ${severityColour(severity, colours)(severity)} ${code}: ${messageOf(finding)}\n`;
      })
      .join(''),
  end: () => '',
});

import type { CodeFrame } from '../report/codeFrame.ts';
import type { FileReport, ReportedFinding } from '../report/fileReport.ts';
import type { Colours } from '../terminal/colours.ts';
import { printable } from '../terminal/printable.ts';
import { cellLabel, messageOf, placeLabel } from './labels.ts';
import type { CreateReporter } from './reporter.ts';
import { severityColour } from './severityColour.ts';
import { summaryOf } from './summary.ts';

/** For people: by file, each finding with the line that it lies on. */
export const text: CreateReporter = ({ colours, summary }) => ({
  detail: { frames: true, fixes: false },
  begin: () => '',
  file: (report) => {
    if (report.findings.length === 0) return '';
    const blocks = report.findings.map((finding) => block(report, finding, colours));
    return `${colours.bold(printable(report.path))}\n\n${blocks.join('\n')}\n`;
  },
  end: (totals) => (summary === 'with summary' ? `${summaryOf(totals, colours)}\n` : ''),
});

function block({ path }: FileReport, finding: ReportedFinding, colours: Colours): string {
  const { severity, code, frame } = finding;
  const colour = severityColour(severity, colours);
  const cell = cellLabel(finding);
  const place = `${placeLabel(path, finding)}${cell === '' ? '' : ` (${cell})`}`;
  const head = `  ${colour(severity)} ${colours.dim(code)}  ${messageOf(finding)}\n    ${colours.cyan(place)}\n`;
  return frame ? head + frameLines(frame, colour, colours) : head;
}

function frameLines(
  { line, text, caret, caretWidth }: CodeFrame,
  colour: (text: string) => string,
  { dim }: Colours,
): string {
  const number = String(line);
  const margin = ' '.repeat(number.length);
  return [
    `    ${dim(`${number} │`)} ${text}\n`,
    `    ${dim(`${margin} │`)} ${' '.repeat(caret)}${colour('^'.repeat(caretWidth))}\n`,
  ].join('');
}

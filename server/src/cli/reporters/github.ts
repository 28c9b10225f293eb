import type { ReportedFinding } from '../report/fileReport.ts';
import { printable } from '../terminal/printable.ts';
import { cellLabel, messageOf, placeLabel } from './labels.ts';
import type { CreateReporter } from './reporter.ts';
import { pathFrom } from './root.ts';
import { summaryOf } from './summary.ts';

/**
 * Workflow commands, which GitHub Actions shows at the lines of a pull request and as lines of the log:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export const github: CreateReporter = ({ root, colours, summary }) => ({
  detail: { frames: false, fixes: false },
  begin: () => '',
  file: ({ path, findings }) => findings.map((finding) => command(pathFrom(root, path), finding)).join(''),
  end: (totals) => (summary === 'with summary' ? `${summaryOf(totals, colours)}\n` : ''),
});

const commands = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;

/** The log shows the message alone, hence the place and the code in it. */
function command(path: string, finding: ReportedFinding): string {
  const { code, severity } = finding;
  const properties = Object.entries({ file: path, ...linesOf(finding), title: `nbls (${code})` });
  const said = [placeLabel(path, finding), cellLabel(finding), code, messageOf(finding)].filter(Boolean).join(': ');
  const written = properties.map(([name, value]) => `${name}=${escapedProperty(String(value))}`).join(',');
  return `::${commands[severity]} ${written}::${escapedMessage(said)}\n`;
}

/** GitHub takes columns for what is on one line only. */
function linesOf({ range: { start, end } }: ReportedFinding): Readonly<Record<string, number>> {
  const lines = { line: start.line + 1, endLine: end.line + 1 };
  return start.line === end.line ? { ...lines, col: start.character + 1, endColumn: end.character + 1 } : lines;
}

/** As the runner unescapes them (actions/runner, ActionCommand.cs); it knows no way to write other control characters. */
function escapedMessage(text: string): string {
  return printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function escapedProperty(text: string): string {
  return escapedMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

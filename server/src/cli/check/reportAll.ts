import type { Severity } from '../../rules/index.ts';
import type { ExitCode } from '../command.ts';
import type { FileReport } from '../report/fileReport.ts';
import { noTotals, reaches, type Totals, withReport } from '../report/totals.ts';
import type { Reporter } from '../reporters/reporter.ts';
import type { Console } from '../terminal/console.ts';
import type { Progress } from '../terminal/progress.ts';

/** Prints reports as they come, and ends what was begun when they end early. The worst of them decides the exit code. */
export async function reportAll(
  reports: AsyncIterable<FileReport>,
  reporter: Reporter,
  failOn: Severity,
  { out, complain }: Console,
  progress: Progress,
): Promise<{ readonly exitCode: ExitCode; readonly totals: Totals }> {
  let totals = noTotals;
  const print = async (text: string) => {
    if (text === '') return;
    progress.hide();
    await out.write(text);
  };
  const exitCode = () => (reaches(totals, failOn) ? 1 : 0);
  await print(reporter.begin());
  for await (const report of reports) {
    totals = withReport(totals, report);
    // Counts also where the program is ended by what it writes to.
    process.exitCode = exitCode();
    if (report.unwritten !== undefined) {
      progress.hide();
      await complain(`${report.path} is not fixed: ${report.unwritten}`);
    }
    await print(reporter.file(report));
  }
  progress.end();
  await print(reporter.end(totals));
  return { exitCode: exitCode(), totals };
}

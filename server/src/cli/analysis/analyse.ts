import { notebookName, readNotebook, Text, TextView, type View } from '../../notebook/index.ts';
import type { Author } from '../../record/index.ts';
import { checkNotebook, type Finding, type OnRuleFailure, type Surroundings } from '../../rules/index.ts';
import type { RunSettings } from '../configuration/configuredRun.ts';
import { failedReport, internalError, type ReportedFinding } from '../report/fileReport.ts';
import type { FindSurroundings } from './surroundings.ts';

/** What is known of a notebook's text. */
export interface Analysis<Seen extends View = TextView> {
  readonly content: string;
  readonly view: Seen;
  readonly surroundings: Surroundings;
  /** Who a record made here names. */
  readonly author: Author | undefined;
  readonly findings: readonly Finding[];
  /** One for each rule that failed. */
  readonly failures: readonly ReportedFinding[];
}

/** What every notebook of a run is looked at with. */
export interface AnalysisContext {
  readonly settings: RunSettings;
  readonly surroundingsOf: FindSurroundings;
}

export function analyse(file: string, content: string, context: AnalysisContext): Promise<Analysis> {
  const view = new TextView(file, 0, readNotebook(notebookName(file), Text.from(content)), 'utf-16');
  return analyseView(view, file, content, context);
}

/** What is known of a notebook in `file`, however it is seen. */
export async function analyseView<Seen extends View>(
  view: Seen,
  file: string,
  content: string,
  { settings, surroundingsOf }: AnalysisContext,
): Promise<Analysis<Seen>> {
  const failures = new Map<string, ReportedFinding>();
  const onRuleFailure: OnRuleFailure = (code, error) => {
    const [finding] = failedReport(view.uri, internalError, bugMessage(`Rule ${code}`, error)).findings;
    if (finding) failures.set(code, finding);
  };
  const surroundings = await surroundingsOf(view.notebook, file, settings);
  const findings = checkNotebook(view.notebook, settings.selectionFor(file), surroundings, onRuleFailure);
  const author = await settings.authorFor(file);
  return { content, view, surroundings, author, findings, failures: [...failures.values()] };
}

export function bugMessage(what: string, error: unknown): string {
  const where = error instanceof Error ? error.stack?.split('\n', 2).join(' ') : undefined;
  return `${what} failed, which is a bug of nbls: ${where ?? String(error)}`;
}

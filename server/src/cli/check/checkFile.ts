import path from 'node:path';
import { decodeFile, readNotebook, Text, TextView } from '../../notebook/index.ts';
import { checkNotebook, type Finding, fixesFor, type Surroundings } from '../../rules/index.ts';
import { type ConfiguredRun, type RunSettings, runSettings } from '../configuration/configuredRun.ts';
import { frameOf, locate } from './locate.ts';
import { readSource } from './readSource.ts';
import {
  type FileReport,
  failedReport,
  internalError,
  type ReportDetail,
  type ReportedFinding,
  unreadable,
} from './report.ts';
import { type FindSurroundings, surroundingsFinder } from './surroundings.ts';

/** How files are checked: plain data, the same for every thread. */
export interface CheckSettings {
  readonly run: ConfiguredRun;
  readonly detail: ReportDetail;
}

/** Checks one file after another. Whatever is in a file, and whatever fails, there is a report. */
export interface Checker {
  checkFile(file: string): Promise<FileReport>;
  /** The same for the content of a file, wherever it came from. */
  checkBytes(file: string, bytes: Buffer): Promise<FileReport>;
}

export function checkerFor({ run, detail }: CheckSettings): Checker {
  const context = { settings: runSettings(run), detail, surroundingsOf: surroundingsFinder() };
  const checkBytes = (file: string, bytes: Buffer): Promise<FileReport> =>
    report(file, bytes, context).catch((error) => failedReport(file, internalError, bugMessage('The check', error)));
  return {
    checkBytes,
    checkFile: async (file) => {
      const source = readSource(file);
      return 'problem' in source ? failedReport(file, unreadable, source.problem) : checkBytes(file, source.bytes);
    },
  };
}

interface Context {
  readonly settings: RunSettings;
  readonly detail: ReportDetail;
  readonly surroundingsOf: FindSurroundings;
}

async function report(file: string, bytes: Buffer, context: Context): Promise<FileReport> {
  const { content, problem } = decodeFile(bytes);
  const view = new TextView(file, 0, readNotebook(nameOf(file), Text.from(content)), 'utf-16');
  if (problem) {
    const finding = { code: unreadable, message: problem.message, place: { ...problem, kind: 'text' } } as const;
    return { path: file, findings: [reported(view, { ...finding, severity: 'error' }, [], context.detail)] };
  }
  const failures = new Map<string, FileReport>();
  const onRuleFailure = (code: string, error: unknown) => {
    failures.set(code, failedReport(file, internalError, bugMessage(`Rule ${code}`, error)));
  };
  const surroundings = await context.surroundingsOf(view.notebook, file, context.settings.pythonFor(file));
  const titlesOf = (finding: Finding) =>
    context.detail.fixes ? fixTitles(view, finding, surroundings, onRuleFailure) : [];
  const findings = checkNotebook(view.notebook, context.settings.selectionFor(file), surroundings, onRuleFailure).map(
    (finding) => reported(view, finding, titlesOf(finding), context.detail),
  );
  const failed = [...failures.values()].flatMap((failure) => failure.findings);
  return { path: file, findings: [...findings, ...failed].sort(byPlace) };
}

/** A notebook's name, for titles made from it. */
export function nameOf(file: string): string {
  return path.basename(file).replace(/\.ipynb$/i, '');
}

function reported(
  view: TextView,
  finding: Finding,
  fixes: readonly string[],
  { frames }: ReportDetail,
): ReportedFinding {
  const { code, severity, message } = finding;
  const located = locate(view, finding);
  return { code, severity, message, ...located, fixes, frame: frames ? frameOf(view, finding, located) : undefined };
}

/** Their titles are all that is told of fixes; the time and the author only count where one is applied. */
function fixTitles(
  { notebook }: TextView,
  finding: Finding,
  surroundings: Surroundings,
  onRuleFailure: (code: string, error: unknown) => void,
): readonly string[] {
  const context = { ...surroundings, now: () => new Date(), author: undefined };
  return fixesFor(notebook, finding, context, onRuleFailure).map(({ title }) => title);
}

function byPlace({ range: { start: one } }: ReportedFinding, { range: { start: other } }: ReportedFinding): number {
  return one.line - other.line || one.character - other.character;
}

function bugMessage(what: string, error: unknown): string {
  const where = error instanceof Error ? error.stack?.split('\n', 2).join(' ') : undefined;
  return `${what} failed, which is a bug of nbls: ${where ?? String(error)}`;
}

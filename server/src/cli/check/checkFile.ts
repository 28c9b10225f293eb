import path from 'node:path';
import { decodeFile, type Notebook, readNotebook, Text, TextView } from '../../notebook/index.ts';
import {
  checkNotebook,
  type Finding,
  fixesFor,
  rules,
  type Selection,
  type SelectionSettings,
  selectRules,
} from '../../rules/index.ts';
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

/** How files are checked: plain data, the same for every thread. */
export interface CheckSettings {
  readonly selection: SelectionSettings;
  readonly detail: ReportDetail;
}

/** Checks files one after the other. Whatever is in a file, or whatever fails, there is a report. */
export interface Checker {
  checkFile(file: string): FileReport;
  /** The same for the content of a file, wherever it came from. */
  checkBytes(file: string, bytes: Buffer): FileReport;
}

export function checkerFor({ selection: settings, detail }: CheckSettings): Checker {
  const selection = selectRules(rules, settings);
  const checkBytes = (file: string, bytes: Buffer): FileReport => {
    try {
      return report(file, bytes, selection, detail);
    } catch (error) {
      return failedReport(file, internalError, `The check failed, which is a bug of nbls: ${briefly(error)}`);
    }
  };
  return {
    checkBytes,
    checkFile: (file) => {
      const source = readSource(file);
      return 'problem' in source ? failedReport(file, unreadable, source.problem) : checkBytes(file, source.bytes);
    },
  };
}

function report(file: string, bytes: Buffer, selection: Selection, detail: ReportDetail): FileReport {
  const { content, problem } = decodeFile(bytes);
  const document = readNotebook(path.basename(file).replace(/\.ipynb$/i, ''), Text.from(content));
  const view = new TextView(file, 0, document, 'utf-16');
  const failures: string[] = [];
  const onRuleFailure = (code: string, error: unknown) =>
    failures.push(`Rule ${code} failed, which is a bug of nbls: ${briefly(error)}`);
  const findings: readonly Finding[] = problem
    ? [{ code: unreadable, severity: 'error', message: problem.message, place: { ...problem, kind: 'text' } }]
    : checkNotebook(view.notebook, selection, onRuleFailure);
  const reported = findings.map((finding): ReportedFinding => {
    const located = locate(view, finding);
    const fixes = detail.fixes ? fixTitles(view.notebook, finding, onRuleFailure) : [];
    const frame = detail.frames ? frameOf(view, finding, located) : undefined;
    return { code: finding.code, severity: finding.severity, message: finding.message, ...located, fixes, frame };
  });
  const failed = [...new Set(failures)].flatMap((message) => failedReport(file, internalError, message).findings);
  return { path: file, findings: [...reported, ...failed].sort(byPlace) };
}

/** Their titles are all that is told of them; times and authors are made when one is applied. */
function fixTitles(
  notebook: Notebook,
  finding: Finding,
  onRuleFailure: (code: string, error: unknown) => void,
): readonly string[] {
  const context = { now: () => new Date(0), author: undefined };
  return fixesFor(notebook, finding, context, onRuleFailure).map(({ title }) => title);
}

function byPlace({ range: { start: one } }: ReportedFinding, { range: { start: other } }: ReportedFinding): number {
  return one.line - other.line || one.character - other.character;
}

function briefly(error: unknown): string {
  return (error instanceof Error ? error.stack : undefined)?.split('\n', 2).join(' ').trim() ?? String(error);
}

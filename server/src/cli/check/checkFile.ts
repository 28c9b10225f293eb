import path from 'node:path';
import {
  decodeFile,
  isScriptExtension,
  looksLikeNotebook,
  notebookName,
  readNotebook,
  type ScriptView,
  Text,
  TextView,
} from '../../notebook/index.ts';
import { readSource } from '../../project/files/readSource.ts';
import { type Finding, fixesFor } from '../../rules/index.ts';
import { analyse, bugMessage } from '../analysis/analyse.ts';
import { analyseScript } from '../analysis/analyseScript.ts';
import { createOutside, type Outside } from '../analysis/outside.ts';
import { surroundingsFrom } from '../analysis/surroundings.ts';
import { type ConfiguredRun, type RunSettings, runSettings } from '../configuration/configuredRun.ts';
import { fixContext, type InFile, isOfFile } from '../fix/applyFixes.ts';
import { type Fixing, fixReport } from '../fix/fixReport.ts';
import { basisOf } from '../kept/basis.ts';
import { watch } from '../kept/watch.ts';
import type { LineageOf } from '../lineage/lineages.ts';
import {
  type FileReport,
  failedReport,
  internalError,
  type ReportDetail,
  type ReportedFinding,
  unreadable,
} from '../report/fileReport.ts';
import { frameOf, locate } from './locate.ts';

/** How files are checked: plain data, the same for every thread. */
export interface CheckSettings {
  readonly run: ConfiguredRun;
  readonly detail: ReportDetail;
  /** Undefined where nothing is to be fixed. */
  readonly fixing: Fixing | undefined;
  /** Whether reports say what they rest on, so that they can be kept. */
  readonly basis: 'said' | 'left out';
}

/** Checks one file after another. Whatever is in a file, and whatever fails, there is a report. */
export interface Checker {
  checkFile(file: string): Promise<FileReport>;
  /** The same for the content of a file, wherever it came from. */
  checkBytes(file: string, bytes: Buffer): Promise<FileReport>;
}

export function checkerFor(checkSettings: CheckSettings, lineageOf: LineageOf): Checker {
  const settings = runSettings(checkSettings.run);
  const outside = createOutside(lineageOf);
  const checkBytes = (file: string, bytes: Buffer): Promise<FileReport> =>
    report(file, bytes, checkSettings, settings, outside).catch((error) =>
      failedReport(file, internalError, bugMessage('The check', error)),
    );
  return {
    checkBytes,
    checkFile: async (file) => {
      const source = readSource(file);
      return 'problem' in source ? failedReport(file, unreadable, source.problem) : checkBytes(file, source.bytes);
    },
  };
}

async function report(
  file: string,
  bytes: Buffer,
  { detail, fixing, basis }: CheckSettings,
  settings: RunSettings,
  outside: Outside,
): Promise<FileReport> {
  const watched = watch(outside);
  const context = { settings, surroundingsOf: surroundingsFrom(basis === 'said' ? watched.outside : outside) };
  const withBasis = (made: FileReport, analysis: InFile | undefined): FileReport =>
    basis === 'said' ? { ...made, basis: basisOf(file, bytes, analysis, watched.conversation(), settings) } : made;
  const { content, problem } = decodeFile(bytes);
  if (problem) {
    const view = new TextView(file, 0, readNotebook(notebookName(file), Text.from(content)), 'utf-16');
    const finding = { code: unreadable, message: problem.message, place: { ...problem, kind: 'text' } } as const;
    const findings = [reported(view, { ...finding, severity: 'error' }, [], detail, new Set())];
    return withBasis({ path: file, findings }, undefined);
  }
  const script = await analyseScript(file, content, context);
  if (!script && isScriptExtension(path.extname(file)) && !looksLikeNotebook(content))
    return failedReport(file, unreadable, noScript);
  const found: InFile = script ?? (await analyse(file, content, context));
  if (!fixing) return withBasis(reportOf(file, found, detail), found);
  const again = (text: string) => (script ? analyseScript(file, text, context) : analyse(file, text, context));
  const { analysis, ...outcome } = await fixReport(file, bytes, found, fixing, again);
  return { ...reportOf(file, analysis, detail), ...outcome };
}

const noScript =
  'This is no notebook, and no script of one: it is paired with none, and nothing in it marks cells. Name the notebook.';

type SeenInFile = TextView | ScriptView;

function reportOf(file: string, analysis: InFile, detail: ReportDetail): FileReport {
  const { view } = analysis;
  const hidden = confidentialLines(view, analysis.findings);
  const findings = analysis.findings.map((finding) =>
    reported(view, finding, detail.fixes ? fixTitles(analysis, finding) : [], detail, hidden),
  );
  return { path: file, findings: [...findings, ...analysis.failures].sort(byPlace) };
}

function reported(
  view: SeenInFile,
  finding: Finding,
  fixes: readonly string[],
  { frames }: ReportDetail,
  hidden: ReadonlySet<number>,
): ReportedFinding {
  const { code, severity, message } = finding;
  const located = locate(view, finding);
  const isShown = frames && !hidden.has(located.range.start.line);
  return {
    code,
    severity,
    message,
    ...located,
    fixes,
    frame: isShown ? frameOf(view, finding, located) : undefined,
  };
}

/** The lines of the file of which nothing is to be shown, whatever else is found on them. */
function confidentialLines(view: SeenInFile, findings: readonly Finding[]): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const finding of findings.filter(({ confidential }) => confidential)) {
    const { line } = locate(view, finding).range.start;
    const { place } = finding;
    const text = place.kind === 'source' ? view.notebook.cells[place.cell]?.source.slice(place.start, place.end) : '';
    for (const [offset] of (text ?? '').split('\n').entries()) lines.add(line + offset);
  }
  return lines;
}

/** A rule that fails to make a fix has none. */
function fixTitles(analysis: InFile, finding: Finding): readonly string[] {
  return fixesFor(analysis.view.notebook, finding, fixContext(analysis), () => {})
    .filter(({ edits }) => isOfFile(analysis, edits))
    .map(({ title }) => title);
}

function byPlace({ range: { start: one } }: ReportedFinding, { range: { start: other } }: ReportedFinding): number {
  return one.line - other.line || one.character - other.character;
}

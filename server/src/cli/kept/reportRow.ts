import type { Range } from '../../notebook/index.ts';
import type { CodeFrame } from '../report/codeFrame.ts';
import type { Basis, FileReport, ReportedFinding } from '../report/fileReport.ts';
import { severityOrder } from '../report/totals.ts';

/** What is kept of a file's report. */
export interface KeptReport {
  readonly basis: Basis;
  readonly findings: FileReport['findings'];
}

/** As JSON, in arrays, because the names of fields would be most of the text. */
export function rowOf({ basis: { content, questions, answers }, findings }: KeptReport): string {
  return JSON.stringify([content, questions, answers, findings.map(findingRow)]);
}

function findingRow({ code, severity, message, range, cell, cellId, cellRange, fixes, frame }: ReportedFinding) {
  const shown = frame && [frame.line, frame.text, frame.caret, frame.caretWidth];
  return [code, severity, message, rangeRow(range), cell, cellId, cellRange && rangeRow(cellRange), fixes, shown];
}

function rangeRow({ start, end }: Range) {
  return [start.line, start.character, end.line, end.character];
}

/** Undefined for a text that is no such row: nothing is printed that a check could not have found. */
export function readRow(text: string): KeptReport | undefined {
  const [content, questions, answers, rows] = listOf(parsed(text));
  if (typeof content !== 'string' || typeof answers !== 'string') return undefined;
  if (!isList(questions, isQuestion) || !Array.isArray(rows)) return undefined;
  const findings = rows.map(readFinding);
  if (!findings.every((finding) => finding !== undefined)) return undefined;
  return { basis: { content, questions, answers }, findings };
}

function readFinding(row: unknown): ReportedFinding | undefined {
  const [code, severityName, message, where, cell, cellId, whereInCell, fixes, shown] = listOf(row);
  const severity = severityOrder.find((one) => one === severityName);
  const [range, cellRange] = [readRange(where), readRange(whereInCell)];
  if (typeof code !== 'string' || !/^[a-z-]+$/.test(code) || !severity || typeof message !== 'string') return undefined;
  if (!range || (cell !== null && !isCount(cell)) || (cellId !== null && typeof cellId !== 'string')) return undefined;
  if (!isList(fixes, isText) || (whereInCell !== null && !cellRange)) return undefined;
  const frame = readFrame(shown);
  if (shown !== null && !frame) return undefined;
  return { code, severity, message, range, cell, cellId, cellRange: cellRange ?? null, fixes, frame };
}

function readRange(row: unknown): Range | undefined {
  const [startLine, startCharacter, endLine, endCharacter] = listOf(row);
  if (!isCount(startLine) || !isCount(startCharacter) || !isCount(endLine) || !isCount(endCharacter)) return undefined;
  return { start: { line: startLine, character: startCharacter }, end: { line: endLine, character: endCharacter } };
}

/** No frame is wider. */
const widest = 1000;

/** What is left of no line that was made ready to be shown, and would act on a terminal. */
const acts = /[\p{Cc}\p{Cs}\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

function readFrame(row: unknown): CodeFrame | undefined {
  const [line, text, caret, caretWidth] = listOf(row);
  if (!isCount(line) || typeof text !== 'string' || !isCount(caret) || !isCount(caretWidth)) return undefined;
  if (acts.test(text) || text.length + caret + caretWidth > widest) return undefined;
  return { line, text, caret, caretWidth };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isList<One>(value: unknown, isOne: (one: unknown) => one is One): value is readonly One[] {
  return Array.isArray(value) && value.every(isOne);
}

function isQuestion(value: unknown): value is readonly [string, ...string[]] {
  return isList(value, isText) && value.length > 0;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

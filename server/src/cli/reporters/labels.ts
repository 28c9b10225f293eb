import { visible } from '../../notebook/untrusted.ts';
import type { ReportedFinding } from '../report/fileReport.ts';
import { printable } from '../terminal/printable.ts';

/** `path:line:column`, 1-based, as editors and terminals open it. */
export function placeLabel(path: string, { range: { start } }: ReportedFinding): string {
  return `${printable(path)}:${start.line + 1}:${start.character + 1}`;
}

/** `cell N, line M`, 1-based; without a line for what is not in the source, empty for what is in no cell. */
export function cellLabel({ cell, cellRange }: ReportedFinding): string {
  if (cell === null) return '';
  return cellRange ? `cell ${cell + 1}, line ${cellRange.start.line + 1}` : `cell ${cell + 1}`;
}

/** The message on one line, without the cell's number, which stands beside it. */
export function messageOf({ message, cell }: ReportedFinding): string {
  const number = `Cell ${(cell ?? -1) + 1}: `;
  if (!message.startsWith(number)) return visible(message, maxMessage);
  const sentence = message.slice(number.length);
  return visible(sentence.charAt(0).toUpperCase() + sentence.slice(1), maxMessage);
}

/** The message on one line as it is, for where no cell's number stands beside it. */
export function sentenceOf({ message }: ReportedFinding): string {
  return visible(message, maxMessage);
}

const maxMessage = 4000;

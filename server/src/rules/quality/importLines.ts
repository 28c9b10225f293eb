import type { ProgramCell } from '../../record/index.ts';

/** The lines of an import statement, in UTF-16 code units of the cell's source. */
export interface StatementLines {
  readonly start: number;
  /** Behind the statement and a comment beside it. */
  readonly textEnd: number;
  /** The start of the next line. */
  readonly end: number;
}

/** The lines of each import at module level; undefined where one shares a line with something else than a comment. */
export function linesOf({ cell: { source }, python }: ProgramCell): readonly StatementLines[] | undefined {
  const lines: StatementLines[] = [];
  for (const { start, end } of python.importStatements) {
    const lineEnd = source.indexOf('\n', end);
    const textEnd = lineEnd < 0 ? source.length : lineEnd;
    const isFirst = start === 0 || source[start - 1] === '\n';
    if (!isFirst || !/^[ \t]*(?:#.*)?\r?$/.test(source.slice(end, textEnd))) return undefined;
    lines.push({ start, textEnd, end: lineEnd < 0 ? source.length : lineEnd + 1 });
  }
  return lines;
}

import path from 'node:path';
import type { NotebookEdit, SourceEdit } from 'nbproject-protocol';
import { type Lineage, type NotebookSummary, relativeUses } from '../../lineage/index.ts';
import type { Renaming } from '../../project/metadata/renameNotebooks.ts';
import type { Program } from '../../record/index.ts';
import { slashed } from './notebookLabel.ts';

/** The notebooks in which a relative path leads elsewhere once files are renamed, as far as the index knows. */
export function touchedBy(renamings: readonly Renaming[], { notebooks }: Lineage): readonly NotebookSummary[] {
  const renamed = (file: string) => afterwards(file, renamings);
  return notebooks.filter(({ file, uses }) => {
    const moved = path.dirname(renamed(file)) !== path.dirname(file);
    return uses.some((use) => moved || renamed(use.file) !== use.file);
  });
}

/** Only a string without prefix bytes, escapes and interpolations says what it says. */
const plainString = /^([rRuU]?)("""|'''|["'])([^"'\\\n]*)\2$/;

/** What keeps the relative paths of a notebook leading where they lead, in its cells. Paths that do not stand in one plain string are left alone. */
export function pathEdits(file: string, program: Program, renamings: readonly Renaming[]): readonly NotebookEdit[] {
  const renamed = (one: string) => afterwards(one, renamings);
  const [before, after] = [path.dirname(file), path.dirname(renamed(file))];
  const sources = new Map(program.cells.map(({ index, cell }) => [index, cell.source]));
  const byCell = new Map<number, Map<number, SourceEdit>>();
  for (const { file: used, cell, use } of relativeUses(program, before)) {
    if (renamed(used) === used && before === after) continue;
    const way = slashed(path.relative(after, renamed(used)));
    const [, prefix = '', quote = '', content] =
      plainString.exec(sources.get(cell)?.slice(use.start, use.end) ?? '') ?? [];
    if (content === undefined || way === '' || /["'\\\n]/.test(way) || path.posix.normalize(content) === way) continue;
    // `open("x", "r+")` is two uses of one path.
    const edits = byCell.get(cell) ?? new Map<number, SourceEdit>();
    const start = use.start + prefix.length + quote.length;
    byCell.set(cell, edits.set(start, { start, end: use.end - quote.length, newText: way }));
  }
  return [...byCell].map(([cell, edits]) => ({ kind: 'setSource', cell, edits: [...edits.values()] }));
}

/** Where a file lies once files and folders are renamed. */
function afterwards(file: string, renamings: readonly Renaming[]): string {
  for (const { from, to } of renamings) {
    if (file === from) return to;
    if (file.startsWith(`${from}${path.sep}`)) return to + file.slice(from.length);
  }
  return file;
}

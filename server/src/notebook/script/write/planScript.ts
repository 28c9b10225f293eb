import type { NewCell, NotebookEdit } from 'nbproject-protocol';
import { editedSource } from '../../edit/sourceEdits.ts';
import { editedText } from '../../text/editedText.ts';
import type { OffsetEdit, Text } from '../../text/text.ts';
import type { ScriptReader } from '../load.ts';
import type { Script, ScriptCell } from '../readScript.ts';
import { sourceChange } from './sourceChange.ts';
import { writtenCell } from './writeCell.ts';

/** Edits that a script can hold; all others are for the notebook's file. */
export type ScriptEdit = Extract<
  NotebookEdit,
  { readonly kind: 'setSource' | 'insertCells' | 'removeCells' | 'moveCell' }
>;

export function isScriptEdit(edit: NotebookEdit): edit is ScriptEdit {
  return ['setSource', 'insertCells', 'removeCells', 'moveCell'].includes(edit.kind);
}

/**
 * The edits of a script's text that make edits of the notebook, ascending and apart. Undefined where the format cannot say it: the text
 * that would come out is read again, and has to be the cells that were wanted.
 */
export function planScript(
  script: Script,
  text: Text,
  edits: readonly ScriptEdit[],
  read: ScriptReader,
): readonly OffsetEdit[] | undefined {
  const newline = /\r\n|\n|\r/.exec(text.slice(0, 10_000))?.[0] ?? '\n';
  const planned = new Plan(script, text, newline).of(edits);
  const after = read(editedText(text.toString(), planned), script.format.extension);
  const wanted = contentsOf(script, wantedCells(script, edits));
  const got =
    after &&
    contentsOf(
      script,
      after.cells.map(({ type, source }) => ({ type, source: source.text })),
    );
  return JSON.stringify(got) === JSON.stringify(wanted) ? planned : undefined;
}

class Plan {
  readonly #script: Script;
  readonly #text: Text;
  readonly #newline: string;

  constructor(script: Script, text: Text, newline: string) {
    this.#script = script;
    this.#text = text;
    this.#newline = newline;
  }

  of(edits: readonly ScriptEdit[]): readonly OffsetEdit[] {
    return edits
      .flatMap((edit) => this.#plan(edit))
      .filter(({ start, end, newText }) => end > start || newText !== '')
      .sort((one, other) => one.start - other.start || one.end - other.end);
  }

  #plan(edit: ScriptEdit): readonly OffsetEdit[] {
    switch (edit.kind) {
      case 'setSource': {
        const cell = this.#script.cells[edit.cell];
        const change = cell && sourceChange(this.#script, this.#text, cell, edit.edits, this.#newline);
        return change ? [change] : [];
      }
      case 'insertCells':
        return [this.#insertion(edit.index, edit.cells)];
      case 'removeCells':
        return [this.#removal(edit.index, edit.index + edit.count)];
      case 'moveCell':
        return this.#move(edit.from, edit.to);
    }
  }

  /** Behind the header, whatever is in it. */
  #insertion(index: number, newCells: readonly NewCell[]): OffsetEdit {
    const { cells } = this.#script;
    const at = index === 0 && hasFrontMatter(this.#script) ? 1 : index;
    const written = newCells.map((cell, order) => {
      const before = order === 0 ? cells[at - 1]?.type : newCells[order - 1]?.type;
      return this.#written(cell, before, order === newCells.length - 1 ? cells[at]?.type : undefined);
    });
    const start = this.#startOf(at);
    return this.#inserted(start, written.join(''));
  }

  /** Behind a blank line; the text ends without one, which would be a cell of its own in some formats. */
  #inserted(start: number, text: string): OffsetEdit {
    const written = start < this.#text.length ? text : text.trimEnd() + this.#newline;
    return { start, end: start, newText: this.#partedAt(start) + written };
  }

  /** Two cells of Markdown that stand side by side then must not become one. */
  #removal(first: number, end: number): OffsetEdit {
    const { cells, format } = this.#script;
    const isBetween = cells[first - 1]?.type === 'markdown' && cells[end]?.type === 'markdown';
    const parting = isBetween ? partings[format.name] : undefined;
    const newText = parting === undefined ? '' : parting + this.#newline.repeat(parting === '' ? 1 : 2);
    const start = this.#startOf(first);
    if (end < cells.length) return { start, end: this.#startOf(end), newText };
    const kept = this.#text.slice(0, start).trimEnd().length;
    return { start: kept, end: this.#text.length, newText: kept > 0 ? this.#newline : '' };
  }

  #move(from: number, to: number): readonly OffsetEdit[] {
    const { cells } = this.#script;
    const cell = cells[from];
    if (!cell) return [];
    const place = this.#startOf(to);
    const text = this.#hasOwnText(cell)
      ? this.#text.slice(cell.start, this.#startOf(from + 1)).trimEnd() + this.#newline.repeat(2)
      : this.#written({ type: cell.type, source: cell.source.text }, cells[to - 1]?.type, cells[to]?.type);
    return [this.#removal(from, from + 1), this.#inserted(place, text)];
  }

  /** A cell that is moved as it is written; one that is parted from others by what stands around it is written anew. */
  #hasOwnText({ metadata, isForeign }: ScriptCell): boolean {
    const { name } = this.#script.format;
    return name === 'percent' || name === 'hydrogen' || isForeign || Object.keys(metadata).length > 0;
  }

  #written(cell: NewCell, before: NewCell['type'] | undefined, behind: NewCell['type'] | undefined): string {
    const lines = writtenCell(this.#script, cell, { before, behind });
    return lines.map((line) => line + this.#newline).join('');
  }

  #startOf(index: number): number {
    return this.#script.cells[index]?.start ?? this.#text.length;
  }

  /** What is missing before an offset for a blank line to stand there. */
  #partedAt(offset: number): string {
    const before = this.#text.slice(Math.max(0, offset - 4), offset);
    if (before === '' || before.endsWith(this.#newline.repeat(2))) return '';
    return before.endsWith(this.#newline) ? this.#newline : this.#newline.repeat(2);
  }
}

/** What stands between two cells of Markdown, besides a blank line, in formats in which they would be one. */
const partings: Readonly<Partial<Record<Script['format']['name'], string>>> = {
  markdown: '',
  rmarkdown: '',
  myst: '+++',
};

/** The YAML above the first cell is a cell too. */
function hasFrontMatter({ cells, format }: Script): boolean {
  return format.header !== undefined && cells[0]?.type === 'raw' && cells[0].start === 0;
}

type Content = Pick<NewCell, 'type' | 'source'>;

function wantedCells(script: Script, edits: readonly ScriptEdit[]): readonly Content[] {
  const inserted = new Map<number, Content[]>();
  const gone = new Set<number>();
  const sources = new Map<number, string>();
  const insert = (index: number, cells: readonly Content[]) =>
    inserted.set(index, [...(inserted.get(index) ?? []), ...cells]);
  for (const edit of edits) {
    if (edit.kind === 'setSource')
      sources.set(edit.cell, editedSource(script.cells[edit.cell]?.source.text ?? '', edit.edits));
  }
  const cells = script.cells.map(({ type, source }, index) => ({ type, source: sources.get(index) ?? source.text }));
  for (const edit of edits) {
    if (edit.kind === 'insertCells') insert(edit.index === 0 && hasFrontMatter(script) ? 1 : edit.index, edit.cells);
    if (edit.kind === 'removeCells') for (let at = 0; at < edit.count; at++) gone.add(edit.index + at);
    const moved = edit.kind === 'moveCell' ? cells[edit.from] : undefined;
    if (edit.kind !== 'moveCell' || !moved) continue;
    gone.add(edit.from);
    insert(edit.to, [moved]);
  }
  return [...cells, undefined].flatMap((cell, index) => [
    ...(inserted.get(index) ?? []),
    ...(cell && !gone.has(index) ? [cell] : []),
  ]);
}

/** White space at the ends says nothing, and in Quarto all that is between chunks is one cell. */
function contentsOf({ format }: Script, cells: readonly Content[]): readonly string[] {
  const contents: string[] = [];
  let before: NewCell['type'] | undefined;
  for (const { type, source } of cells) {
    const text = source.trim().replace(/\r\n?/g, '\n');
    if (format.name === 'quarto' && type === 'markdown' && before === 'markdown')
      contents.push(`${contents.pop()}\n\n${text}`);
    else contents.push(`${type} ${text}`);
    before = type;
  }
  return contents;
}

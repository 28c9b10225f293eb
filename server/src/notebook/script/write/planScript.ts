import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, NewCell } from 'nbproject-protocol';
import { editedSource } from '../../edit/sourceEdits.ts';
import { editedText } from '../../text/editedText.ts';
import type { OffsetEdit, Text } from '../../text/text.ts';
import { readScript, type Script } from '../readScript.ts';
import type { ScriptCell } from '../scriptCells.ts';
import { cellOptionsEdits } from './cellOptions.ts';
import { headerEdit } from './headerEdit.ts';
import { withChanges } from './metadataChanges.ts';
import type { CellsEdit, ScriptEdits } from './partEdits.ts';
import { sourceChange } from './sourceChange.ts';
import { writtenCell } from './writeCell.ts';

/**
 * The edits of a script's text that make edits of the notebook, ascending and apart. Undefined where the format cannot say it: the text
 * that would come out is read again, and has to be what was wanted.
 */
export function planScript(script: Script, text: Text, edits: ScriptEdits): readonly OffsetEdit[] | undefined {
  const newline = /\r\n|\n|\r/.exec(text.slice(0, 10_000))?.[0] ?? '\n';
  const ofMetadata = metadataEdits(script, text, edits, newline);
  if (!ofMetadata) return undefined;
  const planned = [...new Plan(script, text, newline).of(edits.cells), ...ofMetadata]
    .filter(({ start, end, newText }) => end > start || newText !== '')
    .sort((one, other) => one.start - other.start || one.end - other.end);
  if (planned.some(({ start }, index) => start < (planned[index - 1]?.end ?? 0))) return undefined;
  const after = readScript(editedText(text.toString(), planned), script.format.extension);
  if (!after) return undefined;
  const got = after.cells.map(({ type, source, metadata }) => ({ type, source: source.text, metadata }));
  const isAsWanted =
    isDeepStrictEqual(contentsOf(script, got), contentsOf(script, wantedCells(script, edits))) &&
    isDeepStrictEqual(after.metadata, withChanges(script.metadata, edits.metadata));
  return isAsWanted ? planned : undefined;
}

/** What the header and the options of cells have to say; undefined where one of them cannot. */
function metadataEdits(
  script: Script,
  text: Text,
  { metadata, cellMetadata }: ScriptEdits,
  newline: string,
): readonly OffsetEdit[] | undefined {
  const edits: OffsetEdit[] = [];
  if (metadata.size > 0) {
    const edit = headerEdit(script, text, metadata, newline);
    if (!edit) return undefined;
    edits.push(edit);
  }
  for (const [index, changes] of cellMetadata) {
    const cell = script.cells[index];
    const ofCell = cell && cellOptionsEdits(script, text, cell, changes, newline);
    if (!ofCell) return undefined;
    edits.push(...ofCell);
  }
  return edits;
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

  of(edits: readonly CellsEdit[]): readonly OffsetEdit[] {
    return edits.flatMap((edit) => this.#plan(edit));
  }

  #plan(edit: CellsEdit): readonly OffsetEdit[] {
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

type Content = Pick<NewCell, 'type' | 'source'> & { readonly metadata?: JsonObject };

function wantedCells(script: Script, { cells: edits, cellMetadata }: ScriptEdits): readonly Content[] {
  const inserted = new Map<number, Content[]>();
  const gone = new Set<number>();
  const sources = new Map<number, string>();
  const insert = (index: number, cells: readonly Content[]) =>
    inserted.set(index, [...(inserted.get(index) ?? []), ...cells]);
  for (const edit of edits) {
    if (edit.kind === 'setSource')
      sources.set(edit.cell, editedSource(script.cells[edit.cell]?.source.text ?? '', edit.edits));
  }
  const cells = script.cells.map(({ type, source, metadata }, index) => ({
    type,
    source: sources.get(index) ?? source.text,
    metadata: withChanges(metadata, cellMetadata.get(index) ?? new Map()),
  }));
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
  for (const { type, source, metadata = {} } of cells) {
    const text = source.trim().replace(/\r\n?/g, '\n');
    const options = Object.entries(metadata).sort(([one], [other]) => (one < other ? -1 : 1));
    if (format.name === 'quarto' && type === 'markdown' && before === 'markdown')
      contents.push(`${contents.pop()}\n\n${text}`);
    else contents.push(`${type} ${JSON.stringify(options)} ${text}`);
    before = type;
  }
  return contents;
}

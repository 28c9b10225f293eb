import type { JsonObject, NotebookEdit } from 'nbproject-protocol';
import { gatheredList } from '../../incremental/gathered.ts';
import { PerItem } from '../../incremental/perItem.ts';
import { remembered } from '../../incremental/remembered.ts';
import type { Cell, CellType, Notebook, NotebookFormat, Place } from '../model.ts';
import { maxCells, tooManyCells } from '../read/readNotebook.ts';
import type { PositionEncoding } from '../text/encoding.ts';
import type { Text } from '../text/text.ts';
import type { Change, Location, View, ViewDocument } from './view.ts';

/** A cell as an editor's notebook shows it: a document of its own, and what the editor says of it. */
export interface ShownCell {
  readonly uri: string;
  readonly version: number;
  readonly text: Text;
  readonly type: CellType;
  readonly id: string | undefined;
  /** Undefined where the editor does not say. */
  readonly executionCount: number | null | undefined;
  /** As in {@link Cell}. */
  readonly countBeforeEdit: number | undefined;
  readonly metadata: JsonObject;
}

/** A notebook as an editor shows it. `name` and `metadata` are those of the {@link Notebook}. */
export interface ShownNotebook extends Pick<Notebook, 'name' | 'metadata'> {
  readonly uri: string;
  readonly version: number;
  /** Undefined where the editor does not say. */
  readonly format: NotebookFormat | undefined;
  readonly cells: readonly ShownCell[];
}

/**
 * A notebook seen as cells in an editor's notebook. What the editor does not say of a cell comes from the file as last saved. Of
 * more than {@link maxCells} none is read: the first shows that.
 */
export class CellsView implements View {
  readonly uri: string;
  readonly notebook: Notebook;
  readonly documents: readonly ViewDocument[];
  readonly #shown: ShownNotebook;
  readonly #encoding: PositionEncoding;
  readonly #canApplyNotebookEdits: boolean;

  constructor(
    shown: ShownNotebook,
    saved: Pick<Notebook, 'format' | 'cells'> | undefined,
    encoding: PositionEncoding,
    canApplyNotebookEdits: boolean,
  ) {
    this.uri = shown.uri;
    const isTooLong = shown.cells.length > maxCells;
    const read = isTooLong ? noShown : shown.cells;
    const documents = cellDocuments(isTooLong ? shown.cells.slice(0, 1) : shown.cells);
    this.documents = [{ uri: shown.uri, version: undefined }, ...documents];
    this.#shown = shown;
    this.#encoding = encoding;
    this.#canApplyNotebookEdits = canApplyNotebookEdits;
    const twins = savedTwins(read, saved?.cells ?? noCells);
    this.notebook = {
      name: shown.name,
      format: shown.format ?? saved?.format ?? newestFormat,
      metadata: shown.metadata,
      cells: cellsWith(read, twins),
      json: undefined,
      problems: isTooLong ? [tooManyCells] : [],
      complete: !isTooLong,
    };
  }

  locate(place: Place): Location {
    if (place.kind === 'source') {
      const cell = this.#shown.cells[place.cell];
      if (cell) return { uri: cell.uri, range: this.#withinLine(cell.text, place.start, place.end) };
    }
    const index = place.kind === 'json' && place.path[0] === 'cells' ? place.path[1] : 0;
    const cell = this.#shown.cells[typeof index === 'number' ? index : 0];
    if (cell) return { uri: cell.uri, range: this.#withinLine(cell.text, 0, cell.text.length) };
    return { uri: this.uri, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
  }

  locateCell(index: number): Location {
    const cell = this.#shown.cells[index];
    if (!cell) return this.locate({ kind: 'json', path: [], at: 'value' });
    return { uri: cell.uri, range: cell.text.rangeAt(0, cell.text.length, this.#encoding) };
  }

  /** What lies in cells alone is text to the editor; all else only its notebook can do. */
  changeKind(edits: readonly NotebookEdit[]): 'text' | 'notebook' | undefined {
    if (!this.notebook.complete) return undefined;
    if (edits.every((edit) => edit.kind === 'setSource' && this.#shown.cells[edit.cell])) return 'text';
    return this.#canApplyNotebookEdits ? 'notebook' : undefined;
  }

  plan(edits: readonly NotebookEdit[]): Change | undefined {
    const kind = this.changeKind(edits);
    if (kind === 'notebook') {
      // Where cells are shown, outputs are the editor's own.
      const shown = edits.filter((edit) => edit.kind !== 'setOutputText');
      const cells = this.#shown.cells.map(({ uri, version }) => ({ uri, version }));
      return { kind, uri: this.uri, version: this.#shown.version, cells, edits: shown };
    }
    if (kind !== 'text') return undefined;
    const documents = edits.flatMap((edit) => {
      const cell = edit.kind === 'setSource' ? this.#shown.cells[edit.cell] : undefined;
      if (edit.kind !== 'setSource' || !cell) return [];
      const textEdits = edit.edits.map(({ start, end, newText }) => ({
        range: cell.text.rangeAt(start, end, this.#encoding),
        newText,
      }));
      return [{ uri: cell.uri, version: cell.version, edits: textEdits }];
    });
    return { kind, documents };
  }

  #withinLine(text: Text, start: number, end: number) {
    const range = text.rangeAt(start, end, this.#encoding);
    if (range.end.line === range.start.line) return range;
    return text.rangeAt(start, text.lineEnd(range.start.line), this.#encoding);
  }
}

const noCells: readonly Cell[] = [];
const noShown: readonly ShownCell[] = [];

/** Of a notebook that has not been saved yet, and whose editor does not say it. */
const newestFormat: NotebookFormat = { major: 4, minor: 5 };

/**
 * For each cell shown, the saved cell that it was: by id where it has one, else by its place as long as the source is the same.
 * A cell whose source has changed keeps its twin only by id.
 */
function savedTwins(shown: readonly ShownCell[], saved: readonly Cell[]): readonly (Cell | undefined)[] {
  const byId = cellsById(saved);
  const taken = takenCells(shownIds(shown), byId);
  const read = ({ id, text }: ShownCell, index: number) => {
    const sameId = id === undefined ? undefined : byId.get(id);
    if (sameId) return sameId;
    const atPlace = saved[index];
    if (!atPlace || taken.has(atPlace) || atPlace.source !== text.toString()) return undefined;
    // An id that the file knows and the cell has not is that of another cell, unless the editor tells no ids.
    return id === undefined || atPlace.id === undefined ? atPlace : undefined;
  };
  return twins.of(shown, { read, context: taken, isSame: Object.is });
}

const cellsById = remembered(
  (saved: readonly Cell[]): ReadonlyMap<string, Cell> =>
    new Map(saved.flatMap((cell) => (cell.id === undefined ? [] : [[cell.id, cell] as const]))),
);

const shownIds = gatheredList(({ id }: ShownCell) => (id === undefined ? [] : [id]));

const takenCells = remembered(
  (ids: readonly string[], byId: ReadonlyMap<string, Cell>): ReadonlySet<Cell> =>
    new Set(ids.flatMap((id) => byId.get(id) ?? [])),
);

const twins = new PerItem<ShownCell, Cell | undefined>();

const cellDocuments = gatheredList(({ uri, version }: ShownCell) => [{ uri, version }]);

function cellsWith(shown: readonly ShownCell[], twins: readonly (Cell | undefined)[]): readonly Cell[] {
  const read = (cell: ShownCell, index: number) => cellOf(cell, twins[index]);
  return cells.of(shown, { read, context: twins, isSame: Object.is });
}

const cells = new PerItem<ShownCell, Cell>();

/** Kept by what the editor shows and what was saved, so that results kept by cell last as long as both. */
const cellsOf = new WeakMap<ShownCell, { readonly twin: Cell | undefined; readonly cell: Cell }>();

function cellOf(shown: ShownCell, twin: Cell | undefined): Cell {
  const known = cellsOf.get(shown);
  if (known && known.twin === twin) return known.cell;
  const { type, metadata } = shown;
  const id = shown.id ?? twin?.id;
  const same = twin?.type === type ? twin : undefined;
  const executionCount = shown.executionCount === undefined ? (same?.executionCount ?? null) : shown.executionCount;
  const cell: Cell = {
    type,
    source: shown.text.toString(),
    id,
    executionCount,
    countBeforeEdit: shown.countBeforeEdit,
    metadata,
    outputs: type !== 'code' ? { json: undefined } : outputsOf(executionCount, same),
    // The file's JSON lacks an id that the cell was given since.
    json: same?.id === id ? same?.json : undefined,
  };
  cellsOf.set(shown, { twin, cell });
  return cell;
}

/** A cell that was run, edited or cleared since it was saved has another count, and its saved outputs are not those shown. */
function outputsOf(executionCount: number | null, saved: Cell | undefined): Cell['outputs'] {
  return saved?.executionCount === executionCount ? saved.outputs : undefined;
}

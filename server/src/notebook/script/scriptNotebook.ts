import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from 'nbproject-protocol';
import type { Cell, Notebook, NotebookFormat } from '../model.ts';
import { alignCells, type Twin } from './alignCells.ts';
import { heldMetadata, unheld } from './heldMetadata.ts';
import type { Script } from './readScript.ts';
import type { ScriptCell } from './scriptCells.ts';

/** The notebook that a script and the file behind it are together. */
export interface ScriptNotebook {
  readonly script: Script;
  /** Of the file; undefined where there is none that can be read. */
  readonly saved: Notebook | undefined;
  readonly notebook: Notebook;
  /** For each cell of the script, that of the file. */
  readonly twins: readonly (Twin | undefined)[];
}

/** Of a notebook that has no file yet. */
const newestFormat: NotebookFormat = { major: 4, minor: 5 };

/**
 * A script with what it cannot hold, from the file that it is saved to: ids, counts, outputs, the record. A cell that has changed since the
 * file was written has not been run as it is. `before` is the same script as it was shown last: cells that stayed are the same objects.
 */
export function scriptNotebook(
  name: string,
  script: Script,
  saved: Notebook | undefined,
  before: ScriptNotebook | undefined,
): ScriptNotebook {
  const file = saved?.complete ? saved : undefined;
  const twins = alignCells(
    script.cells.map(({ type, source }) => ({ type, source: source.text })),
    file?.cells ?? [],
  );
  const known = new KnownCells(before, script, file);
  const { ofCells } = heldMetadata(script, file?.metadata ?? {});
  const cells = script.cells.map((cell, index) => {
    const twin = twins[index];
    return (
      known.unchanged(cell, twin, index) ??
      known.sameAs(cellOf(cell, twin && file?.cells[twin.index], twin?.isSame === true, ofCells), index)
    );
  });
  const metadata = { ...file?.metadata, ...script.metadata };
  return {
    script,
    saved: file,
    notebook: {
      name,
      format: file?.format ?? newestFormat,
      metadata: known.sameMetadata(metadata, before),
      cells,
      json: undefined,
      problems: [],
      complete: true,
    },
    twins,
  };
}

function cellOf(
  { type, source, metadata }: ScriptCell,
  twin: Cell | undefined,
  isSame: boolean,
  isHeld: (key: string) => boolean,
): Cell {
  return {
    type,
    source: source.text,
    id: twin?.id,
    executionCount: isSame ? (twin?.executionCount ?? null) : null,
    metadata: { ...unheld(twin?.metadata ?? {}, isHeld), ...metadata },
    outputs: type !== 'code' || !twin ? noOutputs : isSame ? twin.outputs : undefined,
    json: undefined,
  };
}

const noOutputs = { json: undefined };

/** Finds cells again that an edit did not touch: those before it stand where they stood, those behind it as far from the end. */
class KnownCells {
  readonly #before: ScriptNotebook | undefined;
  readonly #cells: readonly Cell[];
  /** What a cell is made of besides itself and its twin is as it was. */
  readonly #isSameAround: boolean;
  /** No cell is two. */
  readonly #used = new Set<Cell>();
  #shift = 0;

  constructor(before: ScriptNotebook | undefined, { format, metadata }: Script, saved: Notebook | undefined) {
    this.#before = before;
    this.#cells = before?.notebook.cells ?? [];
    this.#isSameAround =
      before?.saved === saved && before?.script.format === format && before.script.metadata === metadata;
  }

  /** The cell that a part of the script was, where that part and its twin are what they were: nothing needs to be made of it again. */
  unchanged(cell: ScriptCell, twin: Twin | undefined, index: number): Cell | undefined {
    const place = index + this.#shift;
    const [known, part, before] = [this.#cells[place], this.#before?.script.cells[place], this.#before?.twins[place]];
    const isSame =
      this.#isSameAround &&
      part?.metadata === cell.metadata &&
      part.type === cell.type &&
      part.source.text === cell.source.text &&
      before?.index === twin?.index &&
      before?.isSame === twin?.isSame;
    if (!known || !isSame || this.#used.has(known)) return undefined;
    this.#used.add(known);
    return known;
  }

  sameAs(cell: Cell, index: number): Cell {
    const candidates = [
      this.#cells[index + this.#shift],
      this.#cells[index + this.#shift - 1],
      this.#cells[index + this.#shift + 1],
    ];
    const at = candidates.findIndex((known) => known && !this.#used.has(known) && areSame(known, cell));
    if (at > 0) this.#shift += at === 1 ? -1 : 1;
    const known = candidates[at];
    if (known) this.#used.add(known);
    return known ?? cell;
  }

  sameMetadata(metadata: JsonObject, before: ScriptNotebook | undefined): JsonObject {
    const known = before?.notebook.metadata;
    return known && isDeepStrictEqual(known, metadata) ? known : metadata;
  }
}

function areSame(one: Cell, other: Cell): boolean {
  return (
    one.type === other.type &&
    one.source === other.source &&
    one.id === other.id &&
    one.executionCount === other.executionCount &&
    one.outputs?.json === other.outputs?.json &&
    (one.outputs === undefined) === (other.outputs === undefined) &&
    isDeepStrictEqual(one.metadata, other.metadata)
  );
}

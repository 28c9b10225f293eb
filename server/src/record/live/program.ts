import type { JsonObject } from 'nbproject-protocol';
import { placedList } from '../../incremental/gathered.ts';
import { PerItem } from '../../incremental/perItem.ts';
import { remembered } from '../../incremental/remembered.ts';
import { textAt } from '../../notebook/json/values.ts';
import type { Cell, Notebook } from '../../notebook/model.ts';
import {
  analyseNames,
  type CellFlow,
  flowOf,
  importsOf,
  type NameFinding,
  type NotebookImports,
  type PythonCell,
  type PythonReader,
} from '../../python/index.ts';

/** The code of a notebook in Python, its cells in order; other cells are left out. */
export interface Program {
  readonly cells: readonly ProgramCell[];
  /** By the numbers of {@link cells}. */
  readonly python: readonly PythonCell[];
  /** By the same numbers, where the cells stand in the notebook, 0-based. */
  readonly indices: readonly number[];
  readonly names: () => readonly NameFinding[];
  readonly flows: () => readonly CellFlow[];
  /** The standard library of this version of Python, such as `3.11`, is left out; undefined for that of any Python 3. */
  readonly imports: (pythonVersion: string | undefined) => NotebookImports;
}

export interface ProgramCell {
  /** In the notebook, 0-based. */
  readonly index: number;
  readonly cell: Cell;
  readonly python: PythonCell;
}

/**
 * What the notebook's cells say; undefined for a notebook in another language. What is known of a cell is kept as long as it is the same object, and
 * the program is the same object as long as no cell says something else.
 */
export function programOf(notebook: Notebook, reader: PythonReader): Program | undefined {
  if (!isPython(notebook.metadata)) return undefined;
  const read = (cell: Cell, index: number) =>
    isPythonCell(cell) ? { index, cell, python: readCell(cell, reader) } : undefined;
  const moved = (known: ProgramCell | undefined, index: number) => known && { ...known, index };
  return programWith(programCells.of(notebook.cells, { read, moved, context: reader, isSame: Object.is }));
}

/** The cells whose code has to be read for {@link programOf}, in order; none in a notebook in another language. */
export function unreadCells({ metadata, cells }: Notebook, reader: PythonReader): readonly Cell[] {
  if (!isPython(metadata)) return [];
  return programCells.unread(cells, reader).filter((cell) => isPythonCell(cell) && !knownCells.has(cell));
}

/** Reads the code of a cell in Python ahead of {@link programOf}. */
export function readCode(cell: Cell, reader: PythonReader): void {
  readCell(cell, reader);
}

const programCells = new PerItem<Cell, ProgramCell | undefined>();

const programWith = remembered((all: readonly (ProgramCell | undefined)[]): Program => {
  const cells = all.filter((cell) => cell !== undefined);
  const python = cells.map((cell) => cell.python);
  return {
    cells,
    python,
    indices: cells.map((cell) => cell.index),
    names: once(() => analyseNames(python)),
    flows: once(() => flowOf(python)),
    imports: (version) => importsOf(python, version),
  };
});

/** What the code of a program has, in one list: `place` puts it into the cell with an index in the notebook. The same list as long as it is the same. */
export function programList<Value, Placed>(
  read: (python: PythonCell) => readonly Value[],
  place: (value: Value, cell: number) => Placed,
): (program: Pick<Program, 'python' | 'indices'>) => readonly Placed[] {
  const list = placedList(read, place);
  return ({ python, indices }) => list(python, indices);
}

/** The cells that are in Python, with their indices; undefined for a notebook in another language. */
export function pythonCells({ metadata, cells }: Notebook): readonly Omit<ProgramCell, 'python'>[] | undefined {
  return isPython(metadata)
    ? cells.map((cell, index) => ({ cell, index })).filter(({ cell }) => isPythonCell(cell))
    : undefined;
}

function isPythonCell(cell: Cell): boolean {
  return cell.type === 'code' && !isInAnotherLanguage(cell);
}

/** By the kernel's language, or the language's name; a notebook that names neither is taken for Python, as Jupyter takes it. */
export function isPython({ language_info, kernelspec }: JsonObject): boolean {
  const language = textAt(language_info, 'name') ?? textAt(kernelspec, 'language');
  if (language !== undefined) return /^i?python\d?$/i.test(language.trim());
  const kernel = textAt(kernelspec, 'name');
  return kernel === undefined || /python|conda|venv|^\.?env/i.test(kernel);
}

const knownCells = new WeakMap<Cell, PythonCell>();

function readCell(cell: Cell, reader: PythonReader): PythonCell {
  const known = knownCells.get(cell);
  if (known) return known;
  const python = reader.readCell(cell.source);
  knownCells.set(cell, python);
  return python;
}

/** A notebook may mix languages: VS Code says a cell's in its metadata. */
function isInAnotherLanguage({ metadata }: Cell): boolean {
  const language = textAt(metadata.vscode, 'languageId');
  return language !== undefined && language !== 'python';
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

import type { Import } from './imports/imports.ts';
import type { CellMagic } from './ipython/index.ts';
import type { NameEvent } from './names/events.ts';
import type { SyntaxProblem } from './syntax/index.ts';

/** What one code cell says, as plain data: independent of other cells. Offsets are UTF-16 code units of the cell's source. */
export interface PythonCell {
  /** Null for a cell that Python can parse, and for one that is in another language. */
  readonly syntaxError: SyntaxProblem | null;
  /** The magics at its head, outermost first. */
  readonly magics: readonly CellMagic[];
  readonly imports: readonly Import[];
  /** What it does to the names of the notebook, in Python's order. */
  readonly names: readonly NameEvent[];
}

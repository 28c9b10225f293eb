import type { FileUse } from './calls/files.ts';
import type { Install } from './calls/installs.ts';
import type { NbprojectCall } from './calls/nbprojectCalls.ts';
import type { RandomUse } from './calls/randomness.ts';
import type { ImportStatement } from './imports/importStatements.ts';
import type { Import } from './imports/imports.ts';
import type { CellMagic } from './ipython/index.ts';
import type { NameEvent } from './names/events.ts';
import type { SyntaxProblem } from './syntax/index.ts';

/** What one code cell says, as plain data: independent of other cells. Offsets are UTF-16 code units of the cell's source. */
export interface PythonCell {
  /** Null for a cell that Python can parse, and for one that is in another language. A cell with an error has no other facts but its magics and names. */
  readonly syntaxError: SyntaxProblem | null;
  /** True where the parser did not get through it in time, so that it has no other facts either: another time it may. */
  readonly tookTooLong: boolean;
  /** The magics at its head, outermost first. */
  readonly magics: readonly CellMagic[];
  readonly imports: readonly Import[];
  /** Those at module level, under no condition. */
  readonly importStatements: readonly ImportStatement[];
  /** True when it has Python in it that is more than imports; magics and commands are no Python. */
  readonly doesMoreThanImport: boolean;
  /** What it does to the names of the notebook, in Python's order. */
  readonly names: readonly NameEvent[];
  readonly files: readonly FileUse[];
  /** True when it may make files of which {@link files} says nothing, or change the folder in which relative paths start. */
  readonly mayMakeFiles: boolean;
  readonly installs: readonly Install[];
  readonly nbprojectCalls: readonly NbprojectCall[];
  readonly randomness: readonly RandomUse[];
  /** True when it has a magic or a shell command, which may install, download or set up anything. */
  readonly runsCommands: boolean;
  /** True when all it does is to import, to define functions and classes, and to assign what was worked out without an effect on anything else. */
  readonly onlyDefines: boolean;
}

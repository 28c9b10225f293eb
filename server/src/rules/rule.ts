import type { NotebookEdit } from 'nbproject-protocol';
import type { Cell, Notebook, Place } from '../notebook/model.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/**
 * One thing that can be wrong with a notebook. A rule is pure: the same notebook gives the same findings.
 * It knows nothing of LSP, of JSON offsets or of output formats.
 */
export interface Rule {
  /** Kebab-case and stable: users select, ignore and search for it. */
  readonly code: string;
  readonly group: RuleGroup;
  readonly severity: Severity;
  /** False for a rule that reports only where it is selected. */
  readonly enabled: boolean;
  /** One line: what it reports. */
  readonly summary: string;
  readonly documentation: RuleDocumentation;
  /** What looks at one cell alone; its result is kept as long as the cell is the same object. */
  readonly checkCell?: (cell: Cell) => readonly CellFinding[];
  /** What needs the whole notebook; linear in the number of cells. */
  readonly check?: (notebook: Notebook) => readonly Finding[];
  /** Ways to mend a finding of this rule in this notebook, the preferred first. */
  readonly fixes?: (notebook: Notebook, finding: Finding) => readonly Fix[];
  /** True for a rule about the text itself, which also runs where the text is no notebook. */
  readonly readsBrokenText?: boolean;
}

export type RuleGroup = 'Format' | 'Narrative' | 'Execution' | 'State' | 'Packages' | 'Metadata' | 'Lineage' | 'Quality';

/** Shown by the editor, by `nbls rules CODE` and in the repository; Markdown. */
export interface RuleDocumentation {
  /** What is reported, exactly, and what is not. */
  readonly reports: string;
  /** Why it matters to someone who opens the notebook. */
  readonly why: string;
  /** What its fixes do; left out for a rule without any. */
  readonly fix?: string;
  readonly examples: readonly RuleExample[];
}

/** Notebooks in the text notation of `notebook/notation.ts`; each runs as a test. */
export interface RuleExample {
  readonly bad: string;
  /** The same notebook without the finding; what the preferred fix makes of it, where there is one. */
  readonly good: string;
}

export interface Finding {
  readonly code: string;
  readonly message: string;
  readonly place: Place;
  readonly related?: readonly RelatedPlace[];
}

/** A finding of a cell, before the cell's index is known: places are in the cell, paths start inside it. */
export interface CellFinding {
  readonly message: string;
  readonly place: CellPlace;
}

export type CellPlace =
  | { readonly kind: 'source'; readonly start: number; readonly end: number }
  | { readonly kind: 'json'; readonly path: readonly (string | number)[]; readonly at: 'key' | 'value' };

export interface RelatedPlace {
  readonly message: string;
  readonly place: Place;
}

export interface Fix {
  /** Imperative, as the editor's menu shows it: "Insert title cell". */
  readonly title: string;
  readonly edits: readonly NotebookEdit[];
  /** A safe fix loses nothing and keeps what the code does: fix-all and `--fix` apply it unasked. */
  readonly safe: boolean;
}

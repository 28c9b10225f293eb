import type { JsonPath, NotebookEdit, Severity } from 'nbproject-protocol';
import type { Lineage } from '../lineage/index.ts';
import type { Cell, Notebook, NotebookFormat, Place } from '../notebook/model.ts';
import type { Author, LiveEnvironment, Program } from '../record/index.ts';
import type { SecretLookup } from '../secrets/index.ts';

export type { Severity } from 'nbproject-protocol';

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
  /** What users may set, by name; numbers only. */
  readonly options?: Readonly<Record<string, RuleOption>>;
  /** What it looks at besides the notebook and its path, its fixes too: it sees nothing else, and what no selected rule needs is not looked for. */
  readonly needs?: readonly Need[];
  /** What looks at one cell alone; its result is kept as long as the cell is the same object and the format the same. */
  readonly checkCell?: (cell: Cell, context: CellContext) => readonly CellFinding[];
  /** What needs the whole notebook; linear in the number of cells. */
  readonly check?: (notebook: Notebook, context: RuleContext) => readonly RuleFinding[];
  /** Ways to mend a finding of this rule in this notebook, the preferred first. */
  readonly fixes?: (notebook: Notebook, finding: RuleFinding, context: RuleFixContext) => readonly Fix[];
  /** Of the fixes that come first: `safe` where each is, `partly safe` where some are. Left out where none is. */
  readonly fixSafety?: 'safe' | 'partly safe';
  /** `any text`: also where the text is no notebook; `any format`: also where it is one of another major version than 4. */
  readonly reads?: 'any text' | 'any format';
}

type RuleGroup = 'Format' | 'Narrative' | 'Execution' | 'State' | 'Packages' | 'Metadata' | 'Lineage' | 'Quality';

/** Shown by the editor, by `nbls rules CODE` and in the repository; Markdown. */
interface RuleDocumentation {
  /** What is reported, exactly, and what is not. */
  readonly reports: string;
  /** Why it matters to someone who opens the notebook. */
  readonly why: string;
  /** What its fixes do; left out for a rule without any. */
  readonly fix?: string;
  readonly examples: readonly RuleExample[];
}

/** Notebooks in the text notation of test/support/notation.ts; each runs as a test. */
export interface RuleExample {
  readonly bad: string;
  /** The same notebook without the finding; what the preferred fix makes of it, where `fixed` does not say otherwise. */
  readonly good: string;
  readonly fixed?: string;
  /** Options under which the example holds, where the defaults would need too large a one. */
  readonly options?: RuleOptions;
  /** What lies beside it, by path: notebooks in the notation, other files as they are. Given to a rule that asks for the project, be it empty. */
  readonly project?: Readonly<Record<string, string>>;
}

interface RuleOption {
  readonly default: number;
  readonly description: string;
}

/** The rule's options as set, or their defaults. */
export type RuleOptions = Readonly<Record<string, number>>;

export interface RuleContext extends Surroundings {
  readonly options: RuleOptions;
}

/** What rules may look at besides the notebook. */
export interface Surroundings {
  /** What the cells say; undefined for a notebook in another language than Python, and as long as the grammar is not loaded. */
  readonly program: Program | undefined;
  /** Where the notebook runs; undefined as long as nobody has looked. */
  readonly environment: LiveEnvironment | undefined;
  /** The notebook's absolute path; undefined for one that is no file. */
  readonly file: string | undefined;
  /** The notebooks of its project; undefined where there is no project, and as long as nobody has looked. */
  readonly lineage: Lineage | undefined;
  /** What lies at the paths that it reads; undefined as long as nobody has looked. */
  readonly dataFiles: DataFileLookup | undefined;
  /** What credentials were found; undefined as long as nobody has looked. */
  readonly secrets: SecretLookup | undefined;
}

/** What takes its time to find. */
export type Need = Exclude<keyof Surroundings, 'file'>;

/** By absolute path. Undefined for one that was not looked at, as none is outside the project's folders. */
export type DataFileLookup = (file: string) => 'file' | 'folder' | 'missing' | undefined;

interface CellContext {
  readonly options: RuleOptions;
  readonly format: NotebookFormat;
}

export interface FixContext extends Surroundings {
  readonly now: () => Date;
  /** Who a new record names, where that is known. */
  readonly author: Author | undefined;
}

interface RuleFixContext extends FixContext {
  /** Every name that stands for rules, for the rule on what names them. */
  readonly selectors: readonly string[];
}

export interface RuleFinding {
  readonly message: string;
  readonly place: Place;
  readonly related?: readonly RelatedPlace[];
  readonly relatedNotebooks?: readonly RelatedNotebook[];
  /** True where what stands at the place must not be shown anywhere else. */
  readonly confidential?: boolean;
}

/** A finding of a cell, before the cell's index is known: its message gets `Cell N: ` in front. */
export interface CellFinding {
  readonly message: string;
  readonly place: CellPlace;
}

/** A place inside a cell: paths start at the cell. */
export type CellPlace =
  | { readonly kind: 'source'; readonly start: number; readonly end: number }
  | { readonly kind: 'json'; readonly path: JsonPath; readonly at: 'key' | 'value' };

export interface RelatedPlace {
  readonly message: string;
  readonly place: Place;
}

export interface RelatedNotebook {
  readonly message: string;
  /** Its absolute path. */
  readonly file: string;
}

/** So many of one rule are listed of a notebook: nobody reads them, and a file can be made to have millions. */
export const mostFindings = 10_000;

/** What a rule found, with the severity that the selection gives it. */
export interface Finding extends RuleFinding {
  readonly code: string;
  readonly severity: Severity;
  /** True for the one that stands for all those that are not listed: it has no fixes. */
  readonly standsForMore?: true;
}

export interface Fix {
  /** Imperative, as the editor's menu shows it: "Insert title cell". */
  readonly title: string;
  readonly edits: readonly NotebookEdit[];
  /** A safe fix loses nothing and keeps what the code does: fix-all and `--fix` apply it unasked. */
  readonly safe: boolean;
}

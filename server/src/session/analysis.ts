import type { Header } from 'nbproject-protocol';
import { type Lineage, relativesOf } from '../lineage/index.ts';
import type { Notebook, View } from '../notebook/index.ts';
import type { PythonReader } from '../python/index.ts';
import { type Author, headerOf, type LiveEnvironment, liveCode, programOf, recordOf } from '../record/index.ts';
import {
  checkNotebook,
  countBySeverity,
  type Finding,
  type OnRuleFailure,
  type Selection,
  type Surroundings,
} from '../rules/index.ts';
import type { SecretLookup } from '../secrets/index.ts';

/** What an analysis needs besides the notebook. */
export interface AnalysisContext {
  readonly selection: Selection;
  /** Undefined as long as the grammar is not loaded. */
  readonly python: PythonReader | undefined;
  /** Undefined as long as nobody has looked. */
  readonly environment: LiveEnvironment | undefined;
  readonly file: string | undefined;
  readonly lineage: Lineage | undefined;
  readonly secrets: SecretLookup | undefined;
  readonly author: Author | undefined;
  /** When the notebook's file was written. */
  readonly savedAt: Date | undefined;
  /** The notebook as it last was complete, which stands in for one that is broken. */
  readonly lastComplete: Notebook | undefined;
  readonly onRuleFailure: OnRuleFailure;
}

/** What is known of an open notebook at one revision. */
export class Analysis {
  /** What the editor shows. */
  readonly view: View;
  readonly findings: readonly Finding[];
  readonly surroundings: Surroundings;
  readonly #context: AnalysisContext;
  #header: Header | undefined;

  constructor(view: View, context: AnalysisContext) {
    const { selection, python, environment, file, lineage, secrets, onRuleFailure } = context;
    this.view = view;
    this.surroundings = { program: python && programOf(view.notebook, python), environment, file, lineage, secrets };
    this.findings = checkNotebook(view.notebook, selection, this.surroundings, onRuleFailure);
    this.#context = context;
  }

  /** Made when first asked for: most keystrokes need none. */
  get header(): Header {
    this.#header ??= this.#makeHeader();
    return this.#header;
  }

  #makeHeader(): Header {
    const { lastComplete, author, savedAt } = this.#context;
    const { program, environment, file, lineage } = this.surroundings;
    const problems = countBySeverity(this.findings);
    const { uri } = this.view;
    const notebook = this.view.notebook.complete ? this.view.notebook : (lastComplete ?? this.view.notebook);
    return headerOf(notebook, {
      uri,
      problems,
      author,
      savedAt,
      ...(file !== undefined && lineage && relativesOf(notebook, file, lineage)),
      ...liveCode(recordOf(notebook), program, environment),
    });
  }
}

import type { Header, Identity } from 'nbproject-protocol';
import { type Lineage, relativesOf } from '../lineage/index.ts';
import type { Notebook, View } from '../notebook/index.ts';
import { type Author, headerOf, liveCode, recordOf } from '../record/index.ts';
import {
  checkNotebook,
  countBySeverity,
  type Finding,
  type OnRuleFailure,
  type Selection,
  type Surroundings,
} from '../rules/index.ts';

/** What an analysis needs besides the notebook. */
export interface AnalysisContext extends Surroundings {
  readonly selection: Selection;
  readonly author: Author | undefined;
  /** When the notebook's file was written. */
  readonly savedAt: Date | undefined;
  /** What that file is known as. */
  readonly identities: readonly Identity[];
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

  private constructor(view: View, context: AnalysisContext, findings: readonly Finding[]) {
    this.view = view;
    this.surroundings = context;
    this.findings = findings;
    this.#context = context;
  }

  static of(view: View, context: AnalysisContext): Analysis {
    const { selection, onRuleFailure } = context;
    return new Analysis(view, context, checkNotebook(view.notebook, selection, context, onRuleFailure));
  }

  /** The same among notebooks of which others have changed, from which nothing follows for this one. Without it, it would hold all of them as they were. */
  beside(lineage: Lineage | undefined): Analysis {
    const analysis = new Analysis(this.view, { ...this.#context, lineage }, this.findings);
    analysis.#header = this.#header;
    return analysis;
  }

  /** Made when first asked for: most keystrokes need none. */
  get header(): Header {
    this.#header ??= this.#makeHeader();
    return this.#header;
  }

  #makeHeader(): Header {
    const { lastComplete, author, savedAt, identities } = this.#context;
    const { program, environment, file, lineage } = this.surroundings;
    const problems = countBySeverity(this.findings);
    const { uri } = this.view;
    const notebook = this.view.notebook.complete ? this.view.notebook : (lastComplete ?? this.view.notebook);
    return headerOf(notebook, {
      uri,
      problems,
      author,
      savedAt,
      identities,
      ...(file !== undefined && lineage && relativesOf(notebook, file, lineage)),
      ...liveCode(recordOf(notebook), program, environment),
    });
  }
}

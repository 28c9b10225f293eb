import type { Header } from 'nbproject-protocol';
import type { Notebook, View } from '../notebook/index.ts';
import { type Author, headerOf } from '../record/index.ts';
import { checkNotebook, type Finding, type OnRuleFailure, type Selection, type Severity } from '../rules/index.ts';

/** What an analysis needs besides the notebook. */
export interface Surroundings {
  readonly selection: Selection;
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
  readonly #surroundings: Surroundings;
  #header: Header | undefined;

  constructor(view: View, surroundings: Surroundings) {
    this.view = view;
    this.findings = checkNotebook(view.notebook, surroundings.selection, surroundings.onRuleFailure);
    this.#surroundings = surroundings;
  }

  /** Made when first asked for: most keystrokes need none. */
  get header(): Header {
    this.#header ??= this.#makeHeader();
    return this.#header;
  }

  #makeHeader(): Header {
    const { lastComplete, author, savedAt } = this.#surroundings;
    const problems = { error: 0, warning: 0, info: 0, hint: 0 } satisfies Record<Severity, number>;
    for (const { severity } of this.findings) problems[severity]++;
    const { notebook, uri } = this.view;
    return headerOf(notebook.complete ? notebook : (lastComplete ?? notebook), { uri, problems, author, savedAt });
  }
}

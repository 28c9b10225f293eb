import { visible } from '../../notebook/untrusted.ts';
import type { OnRuleFailure, Selection } from '../../rules/index.ts';
import type { Connection } from '../connection.ts';
import { described } from '../messages/errors.ts';
import { nameOfUri } from '../uris.ts';
import { show } from '../user/show.ts';

/** Rules that threw, which is a bug of theirs: each is off for the notebook where it did, until that is closed. */
export class FailedRules {
  readonly #connection: Connection;
  readonly #failed = new Map<string, Set<string>>();
  readonly #left = new Map<string, { readonly of: Selection; readonly count: number; readonly selection: Selection }>();
  readonly #shown = new Set<string>();
  readonly #logged = new Set<string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** What is made with a selection, less the rules that are off for a notebook. Made again where one fails: what it found before is not said. */
  without<Made>(
    uri: string,
    of: Selection,
    make: (selected: { readonly selection: Selection; readonly onRuleFailure: OnRuleFailure }) => Made,
  ): Made {
    const onRuleFailure: OnRuleFailure = (code, error) => this.#ruleFailed(uri, code, error);
    const selection = this.#leftFor(uri, of);
    const made = make({ selection, onRuleFailure });
    return this.#leftFor(uri, of) === selection ? made : this.without(uri, of, make);
  }

  /** What a rule finds is right without its fixes. */
  fixFailed(uri: string, code: string, error: unknown): void {
    const key = JSON.stringify([uri, code]);
    if (this.#logged.has(key)) return;
    this.#logged.add(key);
    this.#connection.log('error', `The fixes of the rule ${code} failed in ${uri}: ${described(error)}`);
  }

  forget(uri: string): void {
    this.#failed.delete(uri);
    this.#left.delete(uri);
  }

  /** The same object as long as none is added: what is known of cells is kept with it. */
  #leftFor(uri: string, of: Selection): Selection {
    const failed = this.#failed.get(uri);
    if (!failed) return of;
    const known = this.#left.get(uri);
    if (known?.of === of && known.count === failed.size) return known.selection;
    const selection = { ...of, rules: of.rules.filter(({ rule }) => !failed.has(rule.code)) };
    this.#left.set(uri, { of, count: failed.size, selection });
    return selection;
  }

  /** Said once for a notebook in the log, and once for a rule to the user: a rule that fails may do so everywhere. */
  #ruleFailed(uri: string, code: string, error: unknown): void {
    const failed = this.#failed.get(uri) ?? new Set();
    this.#failed.set(uri, failed);
    if (failed.has(code)) return;
    failed.add(code);
    this.#connection.log('error', `The rule ${code} failed in ${uri}, and is off there: ${described(error)}`);
    if (this.#shown.has(code)) return;
    this.#shown.add(code);
    const name = visible(nameOfUri(uri), 60);
    const off = `The rule ${code} has failed, which is a bug. It is off for ${name} until that is opened again`;
    show({ connection: this.#connection }, 'warning', `${off}; the log says more.`);
  }
}

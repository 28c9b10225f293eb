import { suggestion } from '../../notebook/text/nearest.ts';
import { noOwnSettings, type OwnSettings } from '../../project/configuration/index.ts';
import { selectorNames, selectorOf } from '../../rules/index.ts';

/** The settings that `--select` and `--ignore` make; a sentence for the user where one names neither a rule nor a group. */
export function ruleSettings(selected: readonly string[], ignored: readonly string[]): OwnSettings | string {
  const unknown = [...selected, ...ignored].find((name) => !selectorOf(name));
  if (unknown !== undefined) {
    return `there is no rule ${unknown}${suggestion(unknown, selectorNames()) || '; nbls rules lists all'}`;
  }
  return { ...noOwnSettings, only: selected.length === 0 ? undefined : selected, ignore: ignored };
}

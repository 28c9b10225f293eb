import { rules, type SelectionSettings } from '../../rules/index.ts';
import { suggestion } from '../arguments/nearest.ts';

/** The settings that `--select` and `--ignore` make; a sentence for the user where one names no rule. */
export function ruleSettings(selected: readonly string[], ignored: readonly string[]): SelectionSettings | string {
  const codes = rules.map(({ code }) => code);
  const unknown = [...selected, ...ignored].find((code) => !codes.includes(code));
  if (unknown !== undefined) {
    return `there is no rule ${unknown}${suggestion(unknown, codes) || '; nbls rules lists all'}`;
  }
  const severities = rules.flatMap(({ code, severity }) => {
    if (ignored.includes(code)) return [[code, 'off'] as const];
    if (selected.length === 0) return [];
    return [[code, selected.includes(code) ? severity : 'off'] as const];
  });
  return { severities: Object.fromEntries(severities), emptyFile: 'problem' };
}

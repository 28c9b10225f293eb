import type { Need, Rule, RuleOptions, Severity } from './rule.ts';

/**
 * Which rules report, and how: made once from the settings and kept, since what was found in a cell is kept with it.
 */
export interface Selection {
  readonly rules: readonly SelectedRule[];
  /** What any of them needs. */
  readonly needs: ReadonlySet<Need>;
  /** In an editor an empty file is a notebook about to be written, on disk it is one that Jupyter cannot open. */
  readonly emptyFile: 'new notebook' | 'problem';
}

export interface SelectedRule {
  readonly rule: Rule;
  readonly severity: Severity;
  readonly options: RuleOptions;
}

export interface SelectionSettings {
  /** By code. A rule that is off by default reports when it is given a severity. */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** By code, then by the option's name. */
  readonly options?: Readonly<Record<string, RuleOptions>>;
  readonly emptyFile: Selection['emptyFile'];
}

export function selectRules(rules: readonly Rule[], settings: SelectionSettings): Selection {
  const selected = rules.flatMap((rule) => {
    const severity = settings.severities?.[rule.code] ?? (rule.enabled ? rule.severity : 'off');
    return severity === 'off' ? [] : [{ rule, severity, options: optionsOf(rule, settings.options?.[rule.code]) }];
  });
  const needs = new Set(selected.flatMap(({ rule }) => rule.needs ?? []));
  return { rules: selected, needs, emptyFile: settings.emptyFile };
}

function optionsOf(rule: Rule, set: RuleOptions = {}): RuleOptions {
  const defaults = Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default] as const);
  return { ...Object.fromEntries(defaults), ...set };
}

import {
  noPolicy,
  policies,
  type Rule,
  rules,
  type SelectionSettings,
  type Severity,
  selectorOf,
} from '../../rules/index.ts';
import { ignoresFor } from './paths.ts';
import { type Configuration, noSettings, type ProjectSettings } from './settings.ts';

/** What a user sets over the project: the options of a call, or the settings of an editor. Rules are named as in the file. */
export interface OwnSettings {
  /** Only these, in place of the project's `select` and `ignore`. */
  readonly only: readonly string[] | undefined;
  /** These too. */
  readonly also: readonly string[];
  readonly ignore: readonly string[];
  readonly severity: ProjectSettings['severity'];
}

export const noOwnSettings: OwnSettings = { only: undefined, also: [], ignore: [], severity: {} };

/**
 * Which rules report in one notebook, and how. What counts more comes later: the policy, the project's `select`, `severity` and `ignore`,
 * what the user sets, and last `per-file-ignores`, which say that a rule has no place in a file.
 */
export function ruleSettings(
  configuration: Configuration | undefined,
  own: OwnSettings,
  file: string | undefined,
  emptyFile: SelectionSettings['emptyFile'],
): SelectionSettings {
  const settings = configuration?.settings ?? noSettings;
  const ignored = configuration && file !== undefined ? ignoresFor(configuration, file) : [];
  const policy = settings.policy === undefined ? noPolicy : policies[settings.policy];
  const severities = rules.map((rule) => [rule.code, severityOf(rule, settings, own, ignored)] as const);
  return {
    severities: Object.fromEntries(severities),
    options: withOptions(policy.options, settings.options),
    emptyFile,
  };
}

function withOptions(outer: ProjectSettings['options'], inner: ProjectSettings['options']): ProjectSettings['options'] {
  const codes = [...Object.keys(outer), ...Object.keys(inner)];
  return Object.fromEntries(codes.map((code) => [code, { ...outer[code], ...inner[code] }]));
}

function severityOf(
  rule: Rule,
  settings: ProjectSettings,
  own: OwnSettings,
  ignored: readonly string[],
): Severity | 'off' {
  const { code } = rule;
  const policy = settings.policy === undefined ? noPolicy : policies[settings.policy];
  const byPolicy = policy.severities[code];
  const set = closest(settings.severity, code);
  const reported = firstSeverity(set, byPolicy) ?? rule.severity;
  const isNamed = (names: readonly string[]) => {
    const by = names.map(selectorOf).filter((selector) => selector?.codes.includes(code));
    // What a policy turns off makes no sense under it: only the rule's own code turns it on again.
    return by.some((selector) => selector?.exact) || (by.length > 0 && byPolicy !== 'off');
  };

  let severity = byPolicy ?? (rule.enabled ? rule.severity : 'off');
  if (settings.select) severity = isNamed(settings.select) ? reported : 'off';
  severity = withSeverity(severity, settings.severity, code);
  if (holds(settings.ignore, code)) severity = 'off';
  if (own.only) severity = isNamed(own.only) ? reported : 'off';
  if (severity === 'off' && isNamed(own.also)) severity = reported;
  severity = withSeverity(severity, own.severity, code);
  return holds(own.ignore, code) || holds(ignored, code) ? 'off' : severity;
}

/** A rule's own severity turns it on; that of a group only changes how what is on is reported. */
function withSeverity(severity: Severity | 'off', set: ProjectSettings['severity'], code: string): Severity | 'off' {
  const own = Object.hasOwn(set, code) ? set[code] : undefined;
  return own ?? (severity === 'off' ? severity : (closest(set, code) ?? severity));
}

/** By the rule's code, its group, or ALL. */
function closest(set: ProjectSettings['severity'], code: string): Severity | 'off' | undefined {
  const found = Object.entries(set).flatMap(([name, severity]) => {
    const selector = selectorOf(name);
    return selector?.codes.includes(code) ? [{ severity, size: selector.codes.length }] : [];
  });
  return found.sort((one, other) => one.size - other.size)[0]?.severity;
}

function firstSeverity(...found: readonly (Severity | 'off' | undefined)[]): Severity | undefined {
  return found.find((one): one is Severity => one !== undefined && one !== 'off');
}

function holds(names: readonly string[], code: string): boolean {
  return names.some((name) => selectorOf(name)?.codes.includes(code));
}

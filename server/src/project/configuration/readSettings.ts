import { nearest } from '../../notebook/text/nearest.ts';
import { quoted } from '../../notebook/untrusted.ts';
import {
  type Policy,
  type RuleOptions,
  ruleOf,
  type Severity,
  selectorOf,
  unknownSelector,
} from '../../rules/index.ts';
import { type ConfigurationKey, configurationKeys, projectKeys, ruleOptionKeys } from './schema.ts';
import { noSettings, type PerFileIgnore, type ProjectAuthor, type ProjectSettings } from './settings.ts';
import type { TomlTable, TomlValue } from './toml.ts';
import {
  choiceOf,
  didYouMean,
  knownEntries,
  numberOf,
  pathFrom,
  patternList,
  quickPattern,
  type Report,
  ruleList,
  tableOf,
  textOf,
} from './values.ts';

/** The settings in the table of a configuration file; what is wrong is reported and left out. `folder` is that of the file. */
export function readSettings(table: TomlTable, folder: string, report: Report): ProjectSettings {
  const settings: Writable<ProjectSettings> = { ...noSettings };
  const options: Record<string, RuleOptions> = {};
  for (const [key, { value }] of knownEntries(table, configurationKeys, unknownKey, report)) {
    if (ruleOptionKeys.includes(key)) {
      const set = optionsOf(key, value, report);
      if (set) options[key.name] = set;
    } else readKey(settings, key, value, folder, report);
  }
  return { ...settings, options };
}

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

function readKey(
  settings: Writable<ProjectSettings>,
  key: ConfigurationKey,
  value: TomlValue,
  folder: string,
  report: Report,
): void {
  switch (key.name) {
    case 'select':
      settings.select = ruleList(key.name, value, report);
      return;
    case 'ignore':
      settings.ignore = ruleList(key.name, value, report) ?? [];
      return;
    case 'severity':
      settings.severity = severitiesOf(key, value, report);
      return;
    case 'exclude':
      settings.exclude = patternList(key.name, value, report) ?? [];
      return;
    case 'per-file-ignores':
      settings.perFileIgnores = perFileIgnoresOf(key, value, report);
      return;
    case 'policy':
      settings.policy = choiceOf<Policy>(key.name, value, key.type, report);
      return;
    case 'python': {
      const written = textOf(key.name, value, report);
      settings.python = written === undefined ? undefined : pathFrom(folder, written);
      return;
    }
    case 'author':
      settings.author = authorOf(key, value, report);
  }
}

function unknownKey(name: string): string {
  const rule = ruleOf(name);
  if (rule) return `The rule ${quoted(name)} has no options.`;
  const word = nearest(
    name,
    configurationKeys.map((key) => key.name),
  );
  if (word !== undefined) return `There is no key ${quoted(name)}; did you mean ${quoted(word)}?`;
  return `There is no key ${quoted(name)}${didYouMean(
    name,
    projectKeys.map((key) => key.name),
  )}`;
}

function optionsOf(key: ConfigurationKey, value: TomlValue, report: Report): RuleOptions | undefined {
  const table = tableOf(key.name, value, key.example, report);
  if (!table || key.type.kind !== 'table') return undefined;
  const names = key.type.keys.map(({ name }) => name);
  const unknown = (name: string) =>
    `The rule ${quoted(key.name)} has no option ${quoted(name)}${didYouMean(name, names)}`;
  const set = knownEntries(table, key.type.keys, unknown, report).flatMap(([{ name }, entry]) => {
    const number = numberOf(`${key.name}.${name}`, entry.value, report);
    return number === undefined ? [] : [[name, number] as const];
  });
  return Object.fromEntries(set);
}

function severitiesOf(key: ConfigurationKey, value: TomlValue, report: Report): ProjectSettings['severity'] {
  const table = tableOf(key.name, value, key.example, report);
  if (!table || key.type.kind !== 'by rule') return {};
  const { value: type } = key.type;
  const set = [...table.entries].flatMap(([name, entry]) => {
    if (!selectorOf(name)) report(unknownSelector(name), entry.key);
    const severity = choiceOf<Severity | 'off'>(`${key.name}.${name}`, entry.value, type, report);
    return severity === undefined || !selectorOf(name) ? [] : [[name, severity] as const];
  });
  return Object.fromEntries(set);
}

function perFileIgnoresOf(key: ConfigurationKey, value: TomlValue, report: Report): readonly PerFileIgnore[] {
  const table = tableOf(key.name, value, key.example, report);
  if (!table) return [];
  return [...table.entries].flatMap(([pattern, entry]) => {
    const rules = ruleList(`${key.name}.${pattern}`, entry.value, report);
    return rules === undefined ? [] : [{ patterns: quickPattern(pattern, entry.key, report), rules }];
  });
}

function authorOf(key: ConfigurationKey, value: TomlValue, report: Report): ProjectAuthor {
  const table = tableOf(key.name, value, key.example, report);
  if (!table || key.type.kind !== 'table') return {};
  const names = key.type.keys.map(({ name }) => name);
  const unknown = (name: string) => `There is no key ${quoted(`author.${name}`)}${didYouMean(name, names)}`;
  const set = knownEntries(table, key.type.keys, unknown, report).flatMap(([{ name }, entry]) => {
    const text = textOf(`${key.name}.${name}`, entry.value, report);
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(set);
}

import path from 'node:path';
import { nearest } from '../../notebook/text/nearest.ts';
import { quoted } from '../../notebook/untrusted.ts';
import { selectorOf, unknownSelector } from '../../rules/index.ts';
import { isQuick, mostGlobstars } from '../find/index.ts';
import type { ConfigurationKey, ValueType } from './schema.ts';
import type { TomlEntry, TomlTable, TomlValue } from './toml.ts';

/** Told of what is wrong: a full sentence, and the part of the text that it is about. */
export type Report = (message: string, at: { readonly start: number; readonly end: number }) => void;

/** The keys of a table that are known, with their values; the others are reported. */
export function knownEntries(
  table: TomlTable,
  keys: readonly ConfigurationKey[],
  unknown: (name: string) => string,
  report: Report,
): readonly (readonly [ConfigurationKey, TomlEntry])[] {
  return [...table.entries].flatMap(([name, entry]) => {
    const key = keys.find((one) => one.name === name);
    if (key) return [[key, entry] as const];
    report(unknown(name), entry.key);
    return [];
  });
}

/** "did you mean X?" for a sentence that has said what is not there. */
export function didYouMean(written: string, known: readonly string[]): string {
  const word = nearest(written, known);
  return word === undefined
    ? `; known are ${known.map((name) => quoted(name)).join(', ')}.`
    : `; did you mean ${quoted(word)}?`;
}

/** The names of rules and groups in a list; undefined where it is none. */
export function ruleList(name: string, value: TomlValue, report: Report): readonly string[] | undefined {
  return textList(name, value, 'rules, such as ["missing-title", "Format"]', report)?.flatMap(({ text, at }) => {
    if (selectorOf(text)) return [text];
    report(unknownSelector(text), at);
    return [];
  });
}

export function patternList(name: string, value: TomlValue, report: Report): readonly string[] | undefined {
  return textList(name, value, 'patterns, such as ["drafts/"]', report)?.flatMap(({ text, at }) =>
    quickPattern(text, at, report),
  );
}

/** A pattern that can be matched in time; none, and a word of why, for another. */
export function quickPattern(pattern: string, at: Parameters<Report>[1], report: Report): readonly string[] {
  if (isQuick(pattern)) return [pattern];
  report(`${quoted(pattern)} has too many \`**\`: at most ${mostGlobstars}.`, at);
  return [];
}

export function textOf(name: string, value: TomlValue, report: Report): string | undefined {
  if (value.kind === 'scalar' && typeof value.value === 'string' && value.value !== '') return value.value;
  report(`${quoted(name)} takes a text; found ${described(value)}.`, value);
  return undefined;
}

/** An option of a rule; only those that a rule may count with. */
export function numberOf(name: string, value: TomlValue, report: Report): number | undefined {
  if (value.kind === 'scalar' && typeof value.value === 'number' && Number.isFinite(value.value) && value.value >= 0)
    return value.value;
  report(`${quoted(name)} takes a number from 0 on; found ${described(value)}.`, value);
  return undefined;
}

export function choiceOf<Name extends string>(
  name: string,
  value: TomlValue,
  type: ValueType,
  report: Report,
): Name | undefined {
  const choices = type.kind === 'choice' ? type.choices.map((choice) => choice.name) : [];
  const written = value.kind === 'scalar' ? value.value : undefined;
  if (typeof written === 'string' && choices.includes(written)) return written as Name;
  const word = typeof written === 'string' ? nearest(written, choices) : undefined;
  const hint = word === undefined ? '.' : `; did you mean ${quoted(word)}?`;
  report(`${quoted(name)} takes one of ${choices.join(', ')}; found ${described(value)}${hint}`, value);
  return undefined;
}

export function tableOf(name: string, value: TomlValue, example: string, report: Report): TomlTable | undefined {
  if (value.kind === 'table') return value;
  report(`${quoted(name)} takes a table, such as ${quoted(example)}; found ${described(value)}.`, value);
  return undefined;
}

/** A path as the file's author means it: from the file's folder on; `~` is left to those who know the home. */
export function pathFrom(folder: string, written: string): string {
  return /^~(?:[/\\]|$)/.test(written) ? written : path.resolve(folder, written);
}

interface WrittenText {
  readonly text: string;
  readonly at: TomlValue;
}

function textList(name: string, value: TomlValue, of: string, report: Report): readonly WrittenText[] | undefined {
  if (value.kind !== 'list') {
    report(`${quoted(name)} takes a list of ${of}; found ${described(value)}.`, value);
    return undefined;
  }
  return value.items.flatMap((item) => {
    if (item.kind === 'scalar' && typeof item.value === 'string') return [{ text: item.value, at: item }];
    report(`${quoted(name)} takes a list of ${of}; found ${described(item)} in it.`, item);
    return [];
  });
}

function described(value: TomlValue): string {
  if (value.kind !== 'scalar') return `a ${value.kind}`;
  if (typeof value.value === 'string') return quoted(value.value);
  return value.value === undefined ? 'a date or a time' : `the ${typeof value.value} ${value.value}`;
}

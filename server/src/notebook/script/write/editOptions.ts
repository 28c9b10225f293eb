import type { JsonValue } from 'nbproject-protocol';
import { isObject } from '../../json/values.ts';
import { isJson, literal, pairsOf } from '../syntax/cellMetadata.ts';
import { hiding, partsOf } from '../syntax/chunkOptions.ts';
import { type MetadataChanges, withChanges } from './metadataChanges.ts';
import { pythonJson } from './pythonJson.ts';

/**
 * Options behind a marker with other values, `key="value" other=[1, 2]` or JSON as they are written; `wordsIn` tells what stands in front of those that are not
 * JSON. `empty` is how they are written where there are none yet. Undefined for what cannot be read.
 */
export function editedOptions(
  written: string,
  changes: MetadataChanges,
  wordsIn: (options: string) => string,
  empty: 'pairs' | 'JSON',
): string | undefined {
  const options = written.trim();
  if (isJson(options)) {
    const brace = options.indexOf('{');
    return jsonOptions(options.slice(0, brace).trim(), literal(options.slice(brace)), changes);
  }
  const words = wordsIn(options);
  const rest = options.slice(words.length);
  if (rest.trim() === '' && empty === 'JSON') return jsonOptions(words, {}, changes);
  const { pairs, unread } = pairsOf(rest);
  if (unread !== '') return undefined;
  const gone = pairs.filter(({ key }) => changes.has(key) && changes.get(key) === undefined);
  let edited = rest;
  for (const { key, start, end } of pairs.toReversed()) {
    const value = changes.get(key);
    if (value !== undefined) edited = `${edited.slice(0, start)}${pair(key, value)}${edited.slice(end)}`;
    else if (gone.some((one) => one.start === start)) edited = edited.slice(0, start).trimEnd() + edited.slice(end);
  }
  const known = new Set(pairs.map(({ key }) => key));
  const added = [...changes].flatMap(([key, value]) =>
    value === undefined || known.has(key) ? [] : [pair(key, value)],
  );
  return [words, edited.trim(), ...added].filter((part) => part !== '').join(' ');
}

function pair(key: string, value: JsonValue): string {
  return value === null ? key : `${key}=${pythonJson(value)}`;
}

function jsonOptions(words: string, before: JsonValue | undefined, changes: MetadataChanges): string | undefined {
  if (!isObject(before)) return undefined;
  const after = withChanges(before, changes);
  return [words, ...(Object.keys(after).length > 0 ? [pythonJson(after)] : [])].filter((part) => part !== '').join(' ');
}

/** The options of an R Markdown chunk with other values. Undefined for a value that R Markdown has no words for. */
export function editedChunk(written: string, changes: MetadataChanges): string | undefined {
  const [, language = '', rest = ''] = /^([^\s,]*)[\s,]?(.*)$/s.exec(written.trim()) ?? [];
  const parts = partsOf(rest);
  const hidden = new Set(parts.flatMap(({ text }) => hiding.get(text) ?? []));
  const kept = parts.flatMap(({ text }): string[] => {
    const key = text.includes('=') ? text.slice(0, text.indexOf('=')).trim() : undefined;
    if (key === undefined || !changes.has(key)) return [text];
    const option = chunkOption(key, changes.get(key), hidden);
    return option === undefined ? [] : [option];
  });
  const known = new Set(parts.map(({ text }) => text.slice(0, text.indexOf('=')).trim()));
  const added = [...changes].flatMap(([key, value]) => {
    const option = known.has(key) ? undefined : chunkOption(key, value, hidden);
    return option === undefined ? [] : [option];
  });
  const options = [...kept, ...added].join(', ');
  return options === '' ? language : `${language} ${options}`;
}

/** Tags that other options stand for are left to them. */
function chunkOption(key: string, value: JsonValue | undefined, hidden: ReadonlySet<string>): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'boolean') return `${key}=${value ? 'TRUE' : 'FALSE'}`;
  if (Array.isArray(value)) {
    const items = key === 'tags' ? value.filter((tag) => typeof tag !== 'string' || !hidden.has(tag)) : value;
    return items.length === 0 ? undefined : `${key}=c(${items.map((item) => `"${String(item)}"`).join(', ')})`;
  }
  return typeof value === 'string' ? `${key}="${value}"` : `${key}=${pythonJson(value)}`;
}

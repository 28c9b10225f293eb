import type { JsonObject, JsonValue } from 'nbproject-protocol';
import { isObject } from '../../json/values.ts';
import { isCellLanguage } from './languages.ts';

/** What stands behind a cell's marker. */
export interface CellOptions {
  /** A title or a language: the words in front of the options. */
  readonly words: string;
  readonly metadata: JsonObject;
}

/** Options with words in front of them: `A title key="value"`, `A title {"key": "value"}`. */
export function titledOptions(text: string): CellOptions {
  return optionsIn(text, titleIn);
}

/** Options of a fence: `python key="value" .attribute`. The words are the language, where that is one that cells can have. */
export function fenceOptions(text: string): CellOptions {
  return optionsIn(text, fencedLanguageIn);
}

function optionsIn(text: string, wordsIn: (options: string) => string): CellOptions {
  const options = text.trim();
  if (isJson(options)) return jsonOptions(options);
  const words = wordsIn(options);
  return { words, metadata: keyValues(options.slice(words.length)) };
}

/** The title in front of options that are not JSON. */
export function titleIn(options: string): string {
  const equals = options.indexOf('=');
  const words = (equals < 0 ? options : options.slice(0, equals)).split(' ');
  if (equals >= 0) {
    // The last word is the key.
    while (words.at(-1) === '') words.pop();
    words.pop();
  }
  while (words.length > 0 && (words.at(-1)?.trim() === '' || words.at(-1)?.startsWith('.'))) words.pop();
  return words.join(' ');
}

/** The language in front of options that are not JSON. */
export function fencedLanguageIn(options: string): string {
  if (isCellLanguage(options)) return options;
  const [language = ''] = options.split(' ', 1);
  return isCellLanguage(language) || isCellLanguage(language.toLowerCase()) ? language : '';
}

/** True for options in braces. */
export function isJson(options: string): boolean {
  const brace = options.indexOf('{');
  const equals = options.indexOf('=');
  return brace >= 0 && (equals < 0 || brace < equals);
}

function jsonOptions(options: string): CellOptions {
  const brace = options.indexOf('{');
  const value = literal(options.slice(brace));
  return {
    words: options.slice(0, brace).trim(),
    metadata: isObject(value) ? value : unreadable(options.slice(brace)),
  };
}

/** As jupytext names it, and writes it back. */
function unreadable(text: string): JsonObject {
  return { incorrectly_encoded_metadata: text };
}

const attribute = /^(?!--)[a-zA-Z_.][a-zA-Z0-9_.]*$/;
const key = /^[a-zA-Z0-9_.@/-]+$/;
/** What is longer is not looked into. */
const maxLength = 10_000;
/** Values may hold the sign that begins them, so that reading takes several attempts. */
const maxAttempts = 100;

function keyValues(text: string): JsonObject {
  const { pairs, unread } = pairsOf(text);
  return {
    ...(unread !== '' && unreadable(unread)),
    ...Object.fromEntries(pairs.map(({ key, value }) => [key, value])),
  };
}

/** One of several options, and where it stands in their text. */
export interface OptionPair {
  readonly key: string;
  readonly value: JsonValue;
  readonly start: number;
  readonly end: number;
}

/** `key="value" other=[1, 2] .attribute`, read from the end: a value may hold spaces and equals signs. What is in front of them and cannot be read is left. */
export function pairsOf(text: string): { readonly pairs: readonly OptionPair[]; readonly unread: string } {
  const pairs: OptionPair[] = [];
  const offset = text.length - text.trimStart().length;
  let rest = text.trim();
  while (rest !== '') {
    const word = rest.slice(rest.lastIndexOf(' ') + 1);
    const pair =
      attribute.test(word) && !rest.startsWith('--')
        ? { key: word, value: null, start: rest.length - word.length }
        : rest.length > maxLength
          ? undefined
          : lastPair(rest);
    if (!pair) return { pairs, unread: rest };
    pairs.unshift({ ...pair, start: offset + pair.start, end: offset + rest.length });
    rest = rest.slice(0, pair.start).trimEnd();
  }
  return { pairs, unread: '' };
}

/** The shortest `key=value` at the end whose value can be read. */
function lastPair(
  text: string,
): { readonly start: number; readonly key: string; readonly value: JsonValue } | undefined {
  let equals = text.length;
  for (let attempt = 0; attempt < maxAttempts && equals > 0; attempt++) {
    equals = text.lastIndexOf('=', equals - 1);
    if (equals < 0) return undefined;
    const before = text.slice(0, equals).trimEnd();
    const start = before.lastIndexOf(' ') + 1;
    const name = before.slice(start);
    if (!key.test(name)) continue;
    const value = literal(text.slice(equals + 1));
    if (value !== undefined) return { start, key: name, value };
  }
  return undefined;
}

/** JSON, or what Python writes for the same values in quotes of its own. Undefined for anything else. */
export function literal(text: string): JsonValue | undefined {
  return parsed(text) ?? parsed(text.replace(pythonTokens, asJson));
}

/** Strings in JSON's quotes are passed over. */
const pythonTokens = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\b(?:True|False|None)\b/gs;

function asJson(token: string): string {
  if (token.startsWith('"')) return token;
  if (token.startsWith("'")) return `"${token.slice(1, -1).replaceAll("\\'", "'").replaceAll('"', '\\"')}"`;
  return token === 'None' ? 'null' : token.toLowerCase();
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

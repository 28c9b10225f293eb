import type { JsonValue } from 'nbproject-protocol';
import { type CellOptions, literal } from './cellMetadata.ts';

/** The options of an R Markdown chunk: `python a-name, echo=FALSE, tags=c("a", "b")`. The words are the language. */
export function chunkOptions(text: string): CellOptions {
  const isWolfram = /^wolfram language(?:[\s,]|$)/.test(text);
  const [, language = '', rest = ''] = /^([^\s,]*)[\s,]?(.*)$/s.exec(isWolfram ? text.slice(8) : text) ?? [];
  const metadata: Record<string, JsonValue> = {};
  const tags: string[] = [];
  for (const [index, { text: option }] of partsOf(rest.replace(/^[ ,]+/, '')).entries()) {
    const equals = option.indexOf('=');
    const name = equals < 0 ? '' : option.slice(0, equals).trim();
    const value = option.slice(equals + 1).trim();
    if (name === '' && index > 0) return { words: named(language, isWolfram), metadata: {} };
    const tag = hiding.get(`${name}=${value.replace(/^"(.*)$/, "'$1").replace(/"$/, "'")}`);
    if (name === '') metadata.name = value;
    else if (tag) tags.push(tag);
    else metadata[name] = rValue(value);
  }
  const own = Array.isArray(metadata.tags) ? metadata.tags : [];
  if (tags.length > 0) metadata.tags = [...tags, ...own];
  if (typeof metadata.active === 'string' && !metadata.active.split(/[.,]/).includes('Rmd')) delete metadata.eval;
  return { words: typeof metadata.language === 'string' ? metadata.language : named(language, isWolfram), metadata };
}

function named(language: string, isWolfram: boolean): string {
  return isWolfram ? 'wolfram language' : language === 'r' ? 'R' : language;
}

/** What Jupyter Book has as tags. */
export const hiding: ReadonlyMap<string, string> = new Map([
  ['include=FALSE', 'remove_cell'],
  ['echo=FALSE', 'remove_input'],
  ["results='hide'", 'remove_output'],
]);

/** A part of a text, without white space at its ends. */
export interface TextPart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Parted at commas that are in no brackets and no quotes. */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let depth = 0;
  let quote: string | undefined;
  let start = 0;
  for (let index = 0; index <= text.length; index++) {
    const character = text[index] ?? ',';
    if (quote) {
      if (character === quote && text[index - 1] !== '\\') quote = undefined;
    } else if (character === '"' || character === "'") quote = character;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (character === ',' && depth === 0) {
      const part = text.slice(start, index);
      const first = start + part.length - part.trimStart().length;
      if (part.trim() !== '') parts.push({ text: part.trim(), start: first, end: start + part.trimEnd().length });
      start = index + 1;
    }
  }
  return parts;
}

/** R's logical values, strings, vectors and numbers; other code of R as jupytext marks it. */
function rValue(written: string): JsonValue {
  if (written === 'TRUE' || written === 'T') return true;
  if (written === 'FALSE' || written === 'F') return false;
  const quoted = /^(["'])(.*)\1$/s.exec(written);
  if (quoted) return quoted[2] ?? '';
  const vector = /^(?:c|list)\((.*)\)$/s.exec(written);
  return literal(vector ? `[${vector[1]}]` : written) ?? `#R_CODE#${written}`;
}

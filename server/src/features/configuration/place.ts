/** Where a cursor stands in a configuration file, told line by line: the file is being written, and may be no TOML yet. */
export type ConfigurationPlace =
  /** Inside the brackets of a table's header. */
  | { readonly kind: 'header'; readonly word: string }
  /** Where a key of the table at `path` is to be written. */
  | { readonly kind: 'key'; readonly path: readonly string[]; readonly word: string }
  /** Where the value of the key at `path` is to be written, or an item of its list. */
  | { readonly kind: 'value'; readonly path: readonly string[]; readonly word: string };

/**
 * The place at the end of `before`, the text up to the cursor. Paths start at the top of the file; `word` is what of it has been typed, with
 * the quote in front of it.
 */
export function configurationPlace(before: string): ConfigurationPlace | undefined {
  const lines = before.split('\n').slice(-maxLines);
  const current = lines.pop() ?? '';
  const header = /^\s*\[\[?([^\]]*)$/.exec(current);
  const open = openValue([...lines, current]);
  if (header && !open) return { kind: 'header', word: (header[1] ?? '').trimStart() };
  const table = lines.map((line) => tableHeader.exec(line)?.[1]).findLast((found) => found !== undefined);
  const path = table === undefined ? [] : keysOf(table);
  if (open) return inValue([...path, ...keysOf(open.key)], open.value);
  const key = /^\s*((?:[\w-]+|"[^"]*"|'[^']*')\s*\.\s*)*(["']?[\w-]*)$/.exec(current);
  if (!key) return undefined;
  const word = key[2] ?? '';
  return { kind: 'key', path: [...path, ...keysOf(current.slice(0, current.length - word.length))], word };
}

/** No list that a person writes is longer. */
const maxLines = 2000;
const tableHeader = /^\s*\[([^[\]]+)\]\s*(?:#.*)?$/;
const assignment = /^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=(.*)$/;

interface OpenValue {
  readonly key: string;
  /** From behind the equals sign to the cursor. */
  readonly value: string;
}

/** The key whose value the text ends in: on the last line, or on one above with a bracket that is still open. */
function openValue(lines: readonly string[]): OpenValue | undefined {
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index] ?? '';
    if (tableHeader.test(line)) return undefined;
    const [, key, first] = assignment.exec(line) ?? [];
    if (key === undefined || first === undefined) continue;
    const value = [first, ...lines.slice(index + 1)].join('\n');
    return index === lines.length - 1 || depthOf(value) > 0 ? { key, value } : undefined;
  }
  return undefined;
}

/** In `{ key = "value", …` the place of the part behind the last brace or comma; else that of the value itself. */
function inValue(path: readonly string[], value: string): ConfigurationPlace | undefined {
  const word = /(?:["']|(?<![\w-]))[\w-]*$/.exec(value)?.[0] ?? '';
  const inner = /^\s*\{(.*)$/s.exec(value)?.[1];
  if (inner === undefined) return { kind: 'value', path, word };
  const part = lastPart(inner);
  const equals = part.indexOf('=');
  if (equals >= 0) return inValue([...path, ...keysOf(part.slice(0, equals).trim())], part.slice(equals + 1));
  return { kind: 'key', path, word };
}

/** Behind the last comma that stands in no bracket. */
function lastPart(text: string): string {
  let start = 0;
  let depth = 0;
  for (const { 0: mark, index } of withoutTexts(text).matchAll(/[[\]{},]/g)) {
    if (mark === ',') start = depth === 0 ? index + 1 : start;
    else depth += mark === '[' || mark === '{' ? 1 : -1;
  }
  return text.slice(start);
}

function depthOf(text: string): number {
  const marks = withoutTexts(text).match(/[[\]{}]/g) ?? [];
  return marks.reduce((depth, mark) => depth + (mark === '[' || mark === '{' ? 1 : -1), 0);
}

/** Texts and comments blanked, so that offsets stay. */
function withoutTexts(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*/g, (part) => ' '.repeat(part.length));
}

function keysOf(dotted: string): readonly string[] {
  return [...dotted.matchAll(/"([^"]*)"|'([^']*)'|([\w-]+)/g)].map(([, one, two, three]) => one ?? two ?? three ?? '');
}

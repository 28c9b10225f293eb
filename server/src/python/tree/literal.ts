import { childIn, parts } from './query.ts';
import type { SyntaxNode } from './syntaxNode.ts';

/** What a literal of Python stands for: text, numbers, truth, None, and lists, tuples and dictionaries of these. */
export type Literal = string | number | boolean | null | readonly Literal[] | { readonly [key: string]: Literal };

/** The value of an expression that is a literal; undefined for any other. */
export function literalOf(node: SyntaxNode | undefined, text: string): Literal | undefined {
  switch (node?.type) {
    case 'string':
    case 'concatenated_string':
      return stringOf(node, text);
    case 'integer':
    case 'float':
      return numberOf(text.slice(node.start, node.end));
    case 'true':
      return true;
    case 'false':
      return false;
    case 'none':
      return null;
    case 'list':
    case 'tuple':
      return all(parts(node).map((element) => literalOf(element, text)));
    case 'parenthesized_expression':
      return literalOf(parts(node)[0], text);
    case 'dictionary':
      return dictionaryOf(node, text);
    default:
      return undefined;
  }
}

/** The value of a string without interpolations; undefined for bytes, for f-strings with any, and for what is no string. */
export function stringOf(node: SyntaxNode | undefined, text: string): string | undefined {
  if (node?.type === 'concatenated_string') return all(parts(node).map((part) => stringOf(part, text)))?.join('');
  const start = node?.type === 'string' ? node.children[0] : undefined;
  if (node === undefined || start === undefined || node.children.some((child) => child.type === 'interpolation'))
    return undefined;
  const opening = text.slice(start.start, start.end);
  if (/[bB]/.test(opening)) return undefined;
  const content = text.slice(start.end, node.children.at(-1)?.start ?? start.end);
  return /[rR]/.test(opening) ? content : content.replace(escapes, unescaped);
}

const escapes = /\\(?:\r?\n|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g;

function unescaped(whole: string, ...[two, four, eight, octal, one]: (string | undefined)[]): string {
  const hexadecimal = two ?? four ?? eight;
  if (hexadecimal !== undefined || octal !== undefined) {
    const code = hexadecimal === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hexadecimal, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  }
  if (one === undefined) return '';
  return characters[one] ?? whole;
}

const characters: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function numberOf(written: string): number | undefined {
  const value = Number(written.replaceAll('_', ''));
  return Number.isNaN(value) ? undefined : value;
}

function dictionaryOf(node: SyntaxNode, text: string): Literal | undefined {
  const pairs = parts(node).map((pair) => {
    const [key, value] = [literalOf(childIn(pair, 'key'), text), literalOf(childIn(pair, 'value'), text)];
    return pair.type !== 'pair' || typeof key !== 'string' || value === undefined ? undefined : ([key, value] as const);
  });
  const complete = all(pairs);
  return complete === undefined ? undefined : Object.fromEntries(complete);
}

function all<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  const found = values.filter((value) => value !== undefined);
  return found.length === values.length ? found : undefined;
}

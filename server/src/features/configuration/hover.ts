import type { Hover } from 'vscode-languageserver-protocol';
import type { PositionEncoding, Text } from '../../notebook/index.ts';
import { configurationKeys, tablePathIn, typeAt } from '../../project/configuration/index.ts';
import { documentationOf, ruleOf } from '../../rules/index.ts';
import { configurationPlace } from './place.ts';

/** A rule's page on its code, and what a key is for. */
export function configurationHover(
  fileName: string,
  text: Text,
  offset: number,
  encoding: PositionEncoding,
  markdown: boolean,
): Hover | null {
  const start = offset - (/(?<![\w-])[\w-]*$/.exec(text.slice(Math.max(0, offset - maxWord), offset))?.[0].length ?? 0);
  const end = offset + (/^[\w-]*/.exec(text.slice(offset, offset + maxWord))?.[0].length ?? 0);
  const word = text.slice(start, end);
  const place = configurationPlace(text.slice(0, end));
  const top = tablePathIn(fileName);
  if (!place || (place.kind !== 'header' && !top.every((name, index) => place.path[index] === name))) return null;
  const value =
    pageOf(word, markdown) ?? (place.kind === 'key' ? keyText(place.path.slice(top.length), word) : undefined);
  if (value === undefined) return null;
  return { contents: { kind: markdown ? 'markdown' : 'plaintext', value }, range: text.rangeAt(start, end, encoding) };
}

const maxWord = 100;

function pageOf(code: string, markdown: boolean): string | undefined {
  return markdown ? documentationOf(code) : ruleOf(code)?.summary;
}

function keyText(path: readonly string[], name: string): string | undefined {
  const type = typeAt(path);
  const keys = type?.kind === 'table' ? type.keys : configurationKeys;
  const key = keys.find((one) => one.name === name);
  return key && `${key.description}\n\nDefault: ${key.default}.`;
}

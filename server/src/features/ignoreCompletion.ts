import type { CompletionItem, Position } from 'vscode-languageserver-protocol';
import type { PositionEncoding, Text } from '../notebook/index.ts';
import { ruleOf, selectorNames } from '../rules/index.ts';

/** Rules and groups, between the brackets of an ignore comment: in a cell, or in a source as it is written in JSON. */
export function ignoreCompletion(text: Text, position: Position, encoding: PositionEncoding): CompletionItem[] {
  const offset = text.offsetAt(position, encoding);
  const before = text.slice(Math.max(0, offset - maxComment), offset);
  const word = ignoreList.exec(before)?.[1];
  if (word === undefined) return [];
  const range = text.rangeAt(offset - word.length, offset, encoding);
  return selectorNames().map((name) => ({
    label: name,
    kind: valueKind,
    detail: ruleOf(name)?.summary ?? 'a group of rules',
    textEdit: { range, newText: name },
  }));
}

/** No list of rules is longer. */
const maxComment = 1000;
const ignoreList = /(?:#|<!--)\s*nbproject\s*:\s*ignore(?:-cell)?\s*\[(?:[\w-]+[,\s]+)*([\w-]*)$/i;

/** LSP `CompletionItemKind.Value`. */
const valueKind = 12;

import type { CompletionItem, Range } from 'vscode-languageserver-protocol';
import type { PositionEncoding, Text } from '../../notebook/index.ts';
import {
  type ConfigurationKey,
  configurationKeys,
  tablePathIn,
  typeAt,
  type ValueType,
} from '../../project/configuration/index.ts';
import { ruleOf, selectorNames } from '../../rules/index.ts';
import { configurationPlace } from './place.ts';

/** What may be written at a place of a configuration file: keys, rules and groups, and the values that a key takes. */
export function configurationCompletion(
  fileName: string,
  text: Text,
  offset: number,
  encoding: PositionEncoding,
): CompletionItem[] {
  const place = configurationPlace(text.slice(0, offset));
  if (!place) return [];
  const top = tablePathIn(fileName);
  const range = text.rangeAt(offset - place.word.length, offset, encoding);
  if (place.kind === 'header') return headers(top).map((name) => item({ name, about: 'a table' }, name, range));
  const inTable = top.every((name, index) => place.path[index] === name);
  const type = inTable ? typeAt(place.path.slice(top.length)) : undefined;
  if (!type) return [];
  const offers = place.kind === 'key' ? keysIn(type) : valuesOf(type);
  const write = place.kind === 'key' ? (name: string) => name : (name: string) => quotedAs(place.word, name);
  return offers.map((offer) => item(offer, write(offer.name), range));
}

interface Offer {
  readonly name: string;
  readonly about: string;
}

function headers(top: readonly string[]): readonly string[] {
  const tables = configurationKeys.filter(({ type }) => type.kind.startsWith('by ') || type.kind === 'table');
  const names = tables.map(({ name }) => [...top, name].join('.'));
  return top.length > 0 ? [top.join('.'), ...names] : names;
}

function keysIn(type: ValueType): readonly Offer[] {
  if (type.kind === 'table')
    return type.keys.map(({ name, description }: ConfigurationKey) => ({ name, about: description }));
  return type.kind === 'by rule' ? selectorOffers() : [];
}

function valuesOf(type: ValueType): readonly Offer[] {
  if (type.kind === 'choice') return type.choices.map(({ name, description }) => ({ name, about: description }));
  return type.kind === 'rules' ? selectorOffers() : [];
}

function selectorOffers(): readonly Offer[] {
  return selectorNames().map((name) => ({ name, about: ruleOf(name)?.summary ?? 'a group of rules' }));
}

/** With a quote typed already, its partner is left to the editor, which mostly has set it. */
function quotedAs(word: string, name: string): string {
  return /^["']/.test(word) ? `${word.charAt(0)}${name}` : `"${name}"`;
}

/** LSP `CompletionItemKind.Value`. */
const valueKind = 12;

function item({ name, about }: Offer, newText: string, range: Range): CompletionItem {
  return { label: name, kind: valueKind, detail: about, filterText: newText, textEdit: { range, newText } };
}

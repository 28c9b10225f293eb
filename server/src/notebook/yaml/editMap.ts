import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from 'nbproject-protocol';
import { isCollection, isMap, isPair, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import { isObject } from '../json/values.ts';
import type { OffsetEdit } from '../text/text.ts';
import { renderPairs } from './render.ts';

type YamlPair = Pair<Node, Node | null>;

/** True for a map that is written in lines, one pair in each. */
export function isInLines(node: Node | null): node is YAMLMap<Node, Node | null> {
  return isMap(node) && node.flow !== true && node.items.length > 0;
}

/**
 * The edits of a text that make a map in it say something else: what stays the same keeps every byte. `before` is what it says, `indent` what stands before each
 * of its keys. What is written with anchors or by reference may come out wrong: read it again.
 */
export function editsOfMap(
  text: string,
  { items }: YAMLMap<Node, Node | null>,
  before: ReadonlyMap<string, JsonValue>,
  after: ReadonlyMap<string, JsonValue>,
  indent: string,
): readonly OffsetEdit[] {
  const edits = items.flatMap((pair) => {
    const key = keyOf(pair);
    const value = after.get(key);
    if (value === undefined) return removal(text, pair);
    return isDeepStrictEqual(value, before.get(key)) ? [] : editsOfPair(text, pair, before.get(key), value, indent);
  });
  const added = new Map([...after].filter(([key]) => !before.has(key)));
  if (added.size === 0) return edits;
  // Behind one that stays: what goes takes its line along.
  const behind = items.findLast((pair) => after.has(keyOf(pair)));
  const place = behind ? lineEnd(text, endOf(behind)) : text.length;
  return [...edits, { start: place, end: place, newText: `\n${renderPairs(added, indent)}` }];
}

function editsOfPair(
  text: string,
  pair: YamlPair,
  before: JsonValue | undefined,
  after: JsonValue,
  indent: string,
): readonly OffsetEdit[] {
  const { value } = pair;
  if (isInLines(value) && !value.anchor && isObject(before) && isObject(after)) {
    // Without a key that stays there is no place for those that come.
    if (value.items.some((item) => Object.hasOwn(after, keyOf(item)))) {
      const inner = indentOf(text, startOf(value.items[0]));
      return editsOfMap(text, value, new Map(Object.entries(before)), new Map(Object.entries(after)), inner);
    }
  }
  const newText = renderPairs(new Map([[keyOf(pair), after]]), indent).trimStart();
  return [{ start: startOf(pair), end: endOf(pair), newText }];
}

function removal(text: string, pair: YamlPair): OffsetEdit {
  const start = text.lastIndexOf('\n', startOf(pair) - 1) + 1;
  return { start, end: Math.min(text.length, lineEnd(text, endOf(pair)) + 1), newText: '' };
}

/** A number is no key, but a key may look like one to YAML. */
export function keyOf({ key }: Pair<Node, Node | null>): string {
  return isScalar(key) ? (key.source ?? String(key.value)) : String(key);
}

function startOf(pair: YamlPair | undefined): number {
  return pair?.key.range?.[0] ?? 0;
}

/** Behind the last character of a pair's value, or of its colon where it has none. */
function endOf({ key, value }: YamlPair): number {
  return (value && endOfNode(value)) ?? (key.range?.[1] ?? 0) + 1;
}

/** The range of what is written in lines reaches to where the next thing begins. */
function endOfNode(node: Node): number | undefined {
  const last: unknown = isCollection(node) && node.flow !== true ? node.items.at(-1) : undefined;
  if (last === undefined) return node.range?.[1];
  return isPair(last) ? endOf(last as YamlPair) : endOfNode(last as Node);
}

/** The end of the line that holds the character before an offset. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', text[offset - 1] === '\n' ? offset - 1 : offset);
  return end < 0 ? text.length : end;
}

function indentOf(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).replace(/\S.*/s, '');
}

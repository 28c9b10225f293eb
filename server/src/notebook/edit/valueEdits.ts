import type { JsonObject, JsonValue } from 'nbproject-protocol';
import type { JsonNode, MemberNode, ObjectNode } from '../json/tree.ts';
import { isObject } from '../json/values.ts';
import type { OffsetEdit, Text } from '../text/text.ts';
import { type Element, type Spacing, type Span, sequenceEdits, trimmed } from './sequence.ts';
import { marginAt, type Style, writeJson, writeMember } from './style.ts';

/** Where JSON is written: the text, its style, and the offset from which a tree's offsets count. */
export interface Site {
  readonly text: Text;
  readonly style: Style;
  readonly base: number;
}

/** The edits that turn the value of `node`, which is `before`, into `after`. Equal parts are not touched. */
export function valueEdits(site: Site, node: JsonNode, before: JsonValue | undefined, after: JsonValue): OffsetEdit[] {
  if (equal(before, after)) return [];
  if (node.type === 'object' && isObject(before) && isObject(after)) {
    return objectEdits(site, node, before, after);
  }
  return [
    replacement(site, node, writeJson(after, styleInside(site, node), marginAt(site.text, site.base + node.start))),
  ];
}

/** One member of an object: its key and the JSON text that its value shall have. */
export interface MemberText {
  readonly key: string;
  /** Writes the value as it stands under a line with this margin. */
  readonly write: (style: Style, margin: string) => string;
}

/** The edits that add members to an object, and take away those whose keys are in `removed`. */
export function memberEdits(
  site: Site,
  object: Span,
  members: readonly (Span & { readonly key: string })[],
  added: readonly MemberText[],
  removed: ReadonlySet<string>,
): OffsetEdit[] {
  const spacing = spacingFor(site, object);
  const first = members[0];
  const inline = first !== undefined && !/[\r\n]/.test(site.text.slice(object.start + 1, first.start));
  const style = inline ? { ...site.style, newline: '' } : site.style;
  const margin = first && !inline ? marginAt(site.text, first.start) : marginAt(site.text, object.start) + style.indent;
  const wanted: Element[] = [];
  const rest = added.map(({ key, write }) => ({ key, text: writeMember(key, write(style, margin), style) }));
  const sorted = members.every((member, index) => index === 0 || (members[index - 1]?.key ?? '') <= member.key);
  if (sorted) rest.sort((one, other) => (one.key < other.key ? -1 : 1));
  for (const [index, member] of members.entries()) {
    while (sorted && rest[0] && rest[0].key < member.key) wanted.push(rest.shift()?.text ?? '');
    if (!removed.has(member.key)) wanted.push(index);
  }
  return sequenceEdits(site.text, object, members, [...wanted, ...rest.map(({ text }) => text)], spacing);
}

function equal(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => equal(item, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && equal(one[key], other[key]))
  );
}

/** White space for a container that holds nothing yet. */
export function spacingFor({ text, style }: Site, container: Span): Spacing {
  if (!style.newline) return { lead: '', separator: style.comma, tail: '' };
  const margin = marginAt(text, container.start);
  const lead = style.newline + margin + style.indent;
  return { lead, separator: `,${lead}`, tail: style.newline + margin };
}

function objectEdits(site: Site, node: ObjectNode, before: JsonObject, after: JsonObject): OffsetEdit[] {
  const inside = node.members.flatMap((member, index) => {
    const counts = node.members.findLastIndex(({ key }) => key === member.key) === index;
    const value = after[member.key];
    if (!counts || value === undefined || !Object.hasOwn(after, member.key)) return [];
    return valueEdits(site, member.value, before[member.key], value);
  });
  const removed = new Set(Object.keys(before).filter((key) => !Object.hasOwn(after, key)));
  const added = Object.entries(after).filter(([key]) => !Object.hasOwn(before, key));
  if (removed.size === 0 && added.length === 0) return inside;
  const object = { start: site.base + node.start, end: site.base + node.end };
  const members = node.members.map((member) => memberSpan(site.base, member));
  const texts = added.map(([key, value]) => ({
    key,
    write: (style: Style, margin: string) => writeJson(value, style, margin),
  }));
  return [...inside, ...memberEdits(site, object, members, texts, removed)];
}

function memberSpan(base: number, { key, keyStart, value }: MemberNode) {
  return { key, start: base + keyStart, end: base + value.end };
}

function replacement({ text, base }: Site, node: JsonNode, newText: string): OffsetEdit {
  return trimmed(text, { start: base + node.start, end: base + node.end, newText });
}

/** An object or a list that stands on one line is replaced by one that does. */
function styleInside({ text, style, base }: Site, node: JsonNode): Style {
  const isContainer = node.type === 'object' || node.type === 'array';
  const isEmpty = node.end - node.start === 2;
  const onOneLine = isContainer && !isEmpty && !/[\r\n]/.test(text.slice(base + node.start, base + node.end));
  return onOneLine ? { ...style, newline: '' } : style;
}

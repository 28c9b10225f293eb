import type { JsonPath } from 'nbproject-protocol';
import type { JsonText } from '../json/jsonText.ts';
import { memberOf, nodeAlong } from '../json/tree.ts';
import { type Field, fieldEnd, fieldOf } from '../read/field.ts';
import { cellSpan, type NotebookText } from '../read/notebookText.ts';

export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a key or value lies in a notebook's text. For an object or a list it is the opening bracket; where the path leads
 * nowhere, the nearest thing around it.
 */
export function offsetsOf(document: NotebookText, path: JsonPath, at: 'key' | 'value'): OffsetRange {
  const [first, second, ...rest] = path;
  const { layout } = document;
  if (first === 'cells' && layout.cells) {
    if (second === undefined)
      return at === 'key' ? keyOf(fieldOf(layout.fields, 'cells'), 0) : opening(layout.cells.start);
    const cell = typeof second === 'number' ? document.cells[second] : undefined;
    if (!cell || typeof second !== 'number') return opening(layout.cells.start);
    const { start, end } = cellSpan(document, second);
    if (!cell.fields) return { start, end };
    return inFields(cell.fields, start, rest, at) ?? opening(start);
  }
  return inFields(layout.fields, 0, path, at) ?? opening(layout.start);
}

function inFields(
  fields: readonly Field[],
  base: number,
  path: JsonPath,
  at: 'key' | 'value',
): OffsetRange | undefined {
  const [key, ...rest] = path;
  const field = fieldOf(fields, String(key));
  if (key === undefined || !field) return undefined;
  if (rest.length === 0 && at === 'key') return keyOf(field, base);
  const { start, end } = inValue(field.value, rest, at);
  const from = base + field.start;
  return { start: from + start, end: Math.min(from + end, base + fieldEnd(field)) };
}

/** Kept for each value, since findings in outputs are located at every keystroke elsewhere. */
const known = new WeakMap<JsonText, Map<string, OffsetRange>>();

function inValue(value: JsonText, path: JsonPath, at: 'key' | 'value'): OffsetRange {
  const places = known.get(value) ?? new Map<string, OffsetRange>();
  known.set(value, places);
  const name = JSON.stringify([at, ...path]);
  const place = places.get(name) ?? findInValue(value, path, at);
  places.set(name, place);
  return place;
}

function findInValue(value: JsonText, path: JsonPath, at: 'key' | 'value'): OffsetRange {
  if (path.length === 0 && (value.type === 'object' || value.type === 'array')) return opening(0);
  const { node, member, steps } = nodeAlong(value.tree(), path);
  if (steps === path.length && at === 'key' && member) return { start: member.keyStart, end: member.keyEnd };
  if (node.type === 'object' || node.type === 'array') return opening(node.start);
  return { start: node.start, end: node.end };
}

/** The path to the key or value at an offset, as far as it can be told; empty outside the notebook's members. */
export function pathAt(document: NotebookText, offset: number): JsonPath {
  const { layout, cells } = document;
  if (layout.cells && offset > layout.cells.start && offset < layout.cells.end) {
    const index = cells.findIndex((_, at) => offset <= cellSpan(document, at).end);
    if (index < 0 || offset < cellSpan(document, index).start) return ['cells'];
    return ['cells', index, ...pathInFields(cells[index]?.fields ?? [], offset - cellSpan(document, index).start)];
  }
  return pathInFields(layout.fields, offset);
}

function pathInFields(fields: readonly Field[], offset: number): JsonPath {
  const field = fields.find((one) => offset >= one.keyStart && offset <= fieldEnd(one));
  if (!field) return [];
  const path: (string | number)[] = [field.key];
  let node = offset >= field.start ? field.value.tree() : undefined;
  const within = offset - field.start;
  while (node) {
    if (node.type === 'array') {
      const index = node.items.findIndex((item) => within >= item.start && within <= item.end);
      if (index < 0) break;
      path.push(index);
      node = node.items[index];
    } else {
      const inside =
        node.type === 'object'
          ? node.members.find((one) => within >= one.keyStart && within <= one.value.end)
          : undefined;
      if (!inside) break;
      path.push(inside.key);
      node = within >= inside.value.start ? memberOf(node, inside.key)?.value : undefined;
    }
  }
  return path;
}

function keyOf(field: Field | undefined, base: number): OffsetRange {
  return field ? { start: base + field.keyStart, end: base + field.keyEnd } : opening(base);
}

function opening(start: number): OffsetRange {
  return { start, end: start + 1 };
}

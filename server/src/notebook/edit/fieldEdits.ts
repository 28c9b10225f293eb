import type { JsonValue } from 'nbproject-protocol';
import { type Field, fieldEnd, fieldOf } from '../read/field.ts';
import type { OffsetEdit, Text } from '../text/text.ts';
import type { Span } from './sequence.ts';
import { type Style, writeJson } from './style.ts';
import { memberEdits, valueEdits } from './valueEdits.ts';

/** An object of the notebook whose fields are known: the notebook itself, or a cell. Offsets of fields count from `base`. */
export interface FieldHolder extends Span {
  readonly base: number;
  readonly fields: readonly Field[];
  /** Where a field's value ends, from `base`, when not where its text does. */
  readonly endOf?: (field: Field) => number;
}

/** The edits that give an object's fields these values; a field that is missing is added, the others keep every byte. */
export function fieldEdits(
  text: Text,
  style: Style,
  holder: FieldHolder,
  values: ReadonlyMap<string, JsonValue>,
): OffsetEdit[] {
  const { base, fields, endOf = fieldEnd } = holder;
  const site = { text, style, base };
  const changed = [...values].flatMap(([key, value]) => {
    const field = fieldOf(fields, key);
    if (!field) return [];
    // Outputs are only ever emptied: their text, which may be most of the file, need not become values first.
    const before = key === 'outputs' ? undefined : field.value.value();
    return valueEdits({ ...site, base: base + field.start }, field.value.tree(), before, value);
  });
  const added = [...values]
    .filter(([key]) => !fieldOf(fields, key))
    .map(([key, value]) => ({ key, write: (inner: Style, margin: string) => writeJson(value, inner, margin) }));
  if (added.length === 0) return changed;
  const members = fields.map((field) => ({ key: field.key, start: base + field.keyStart, end: base + endOf(field) }));
  return [...changed, ...memberEdits(site, holder, members, added, new Set())];
}

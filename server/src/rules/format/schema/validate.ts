import type { JsonPath } from 'nbproject-protocol';
import { type JsonNode, memberOf, stringValue } from '../../../notebook/json/tree.ts';
import { quoted, visible } from '../../../notebook/untrusted.ts';
import { mostFindings } from '../../rule.ts';
import type { Form, Nothing, ObjectForm } from './form.ts';
import { type Holder, inside, type Located, nameOf, pathOf, textOf } from './located.ts';

/** One thing that a form forbids, at its place below what was looked at. */
export interface Violation {
  readonly path: JsonPath;
  readonly at: 'key' | 'value';
  /** Without a full stop: "`outputs` has to be a list, found null". */
  readonly message: string;
}

/** Adds what in a value is not of a form; no further where there is more than is listed. */
export function validate(value: Located, form: Form, found: Violation[]): void {
  const { node } = value;
  switch (form.kind) {
    case 'anything':
      return;
    case 'string':
      if (node.type !== 'string') found.push(wrong(value, 'a string'));
      else if (form.pattern && !form.pattern.test(stringValue(textOf(value))))
        found.push(wrong(value, `a string, ${form.says}`));
      return;
    case 'integer':
      if (form.orNull && node.type === 'null') return;
      if (!/^\d+$/.test(textOf(value)))
        found.push(wrong(value, form.orNull ? 'a whole number from 0, or null' : 'a whole number from 0'));
      return;
    case 'boolean':
      if (node.type !== 'boolean') found.push(wrong(value, 'true or false'));
      return;
    case 'literal':
      if (!form.texts.includes(textOf(value))) found.push(wrong(value, form.texts.join(' or ')));
      return;
    case 'lines':
      validateLines(value, found);
      return;
    case 'list':
      if (node.type !== 'array') found.push(wrong(value, 'a list'));
      else validateItems(value, node.items, form, found);
      return;
    case 'object':
      if (node.type !== 'object') found.push(wrong(value, 'an object'));
      else validateFields(node.members, (at) => fieldOf(value, node.members[at]), value, form, found);
      return;
    case 'variants': {
      if (node.type !== 'object') {
        found.push(wrong(value, 'an object'));
        return;
      }
      const member = memberOf(node, form.by);
      const variant = variantOf(member && inside(value, member.value, form.by), value, form);
      if ('message' in variant) found.push(variant);
      else if (variant.form) validate(value, variant.form, found);
    }
  }
}

/**
 * Adds what in an object's fields is not of its form; of a key that stands twice, the last counts.
 * `locate` gives the field at an index, and is asked only where there is something to look at.
 */
export function validateFields(
  fields: readonly { readonly key: string }[],
  locate: (index: number) => Located | undefined,
  object: Holder,
  form: ObjectForm,
  found: Violation[],
): void {
  for (const key of form.required) {
    if (!fields.some((field) => field.key === key)) found.push(missing(object, form, key));
  }
  const lastOf = new Map(fields.map(({ key }, index) => [key, index]));
  for (const [index, { key }] of fields.entries()) {
    if (found.length > mostFindings) return;
    const own = fieldForm(form, key);
    if (own.kind === 'anything' || lastOf.get(key) !== index) continue;
    if (own.kind === 'none') {
      found.push(unexpected(object, form, key));
      continue;
    }
    const value = locate(index);
    if (value) validate(value, own, found);
  }
}

/** The form of an object by the field that tells it; `form` is undefined for one that a newer minor may have. */
export function variantOf(
  field: Located | undefined,
  object: Holder,
  { by, forms, noun, others }: Extract<Form, { kind: 'variants' }>,
): { readonly form: ObjectForm | undefined } | Violation {
  const name = field?.node.type === 'string' ? stringValue(textOf(field)) : undefined;
  const form = name !== undefined && Object.hasOwn(forms, name) ? forms[name] : undefined;
  if (form || (name !== undefined && others)) return { form };
  const names = Object.keys(forms).map((known) => `\`${known}\``);
  const wanted = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  if (!field)
    return { path: [...pathOf(object), by], at: 'key', message: `${subject(object)}\`${by}\` is missing (${wanted})` };
  if (name === undefined) return wrong(field, `a string (${wanted})`);
  const message = `${subject(object)}${quoted(name, 40)} is no ${noun} of nbformat 4 (${wanted})`;
  return { path: pathOf(field), at: 'value', message };
}

/** How messages call a type of JSON. */
export const typeNames: Readonly<Record<JsonNode['type'], string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

function fieldOf(
  object: Located,
  member: { readonly key: string; readonly value: JsonNode } | undefined,
): Located | undefined {
  return member && inside(object, member.value, member.key);
}

function fieldForm(form: ObjectForm, key: string): Form | Nothing {
  const own = Object.hasOwn(form.fields, key) ? form.fields[key] : undefined;
  return own ?? (form.free?.test(key) ? anything : form.others);
}

const anything: Form = { kind: 'anything' };

function validateLines(value: Located, found: Violation[]): void {
  const { node } = value;
  if (node.type === 'string') return;
  if (node.type !== 'array') {
    found.push(wrong(value, 'a string or a list of strings'));
    return;
  }
  for (const [index, item] of node.items.entries()) {
    if (found.length > mostFindings) return;
    if (item.type !== 'string') found.push(wrong(inside(value, item, index), 'a string'));
  }
}

function validateItems(
  value: Located,
  items: readonly JsonNode[],
  form: Extract<Form, { kind: 'list' }>,
  found: Violation[],
): void {
  const seen = new Set<string>();
  for (const [index, node] of items.entries()) {
    if (found.length > mostFindings) return;
    const item = inside(value, node, index);
    validate(item, form.items, found);
    if (!form.unique) continue;
    const text = textOf(item);
    if (seen.has(text))
      found.push({ path: pathOf(item), at: 'value', message: `${nameOf(item)} repeats ${quoted(text, 40)}` });
    seen.add(text);
  }
}

function missing(object: Holder, form: ObjectForm, key: string): Violation {
  const whose = form.noun ? `, which ${form.noun} has to have` : '';
  return { path: [...pathOf(object), key], at: 'key', message: `${subject(object)}\`${key}\` is missing${whose}` };
}

function unexpected(object: Holder, form: ObjectForm, key: string): Violation {
  const later = form.later && Object.hasOwn(form.later, key) ? form.later[key] : undefined;
  const reason = later
    ? `came with nbformat ${later}: remove it, or write the notebook as nbformat ${later}`
    : `is no field of ${form.noun ?? 'this object'}: remove it`;
  const message = `${subject(object)}${quoted(key, 40)} ${reason}`;
  return { path: [...pathOf(object), key], at: 'key', message };
}

function wrong(value: Located, wanted: string): Violation {
  const { type } = value.node;
  const found = type === 'object' || type === 'array' ? typeNames[type] : visible(textOf(value), 40);
  return { path: pathOf(value), at: 'value', message: `${nameOf(value)} has to be ${wanted}, found ${found}` };
}

function subject(object: Holder): string {
  return object ? `${nameOf(object)}: ` : '';
}

import type { JsonPath } from 'nbproject-protocol';
import { type JsonNode, memberOf, stringValue } from '../../../notebook/json/tree.ts';
import { quoted, visible } from '../../../notebook/untrusted.ts';
import type { Form, ObjectForm } from './form.ts';

/** One thing that a form forbids, at its place below what was looked at. */
export interface Violation {
  readonly path: JsonPath;
  readonly at: 'key' | 'value';
  /** Without a full stop: "`outputs` has to be a list, found null". */
  readonly message: string;
}

/** A value in JSON text; `name` is how messages call it. */
export interface Located {
  readonly raw: string;
  readonly node: JsonNode;
  readonly path: JsonPath;
  readonly name: string;
}

/** What in a value is not of a form. */
export function violations(value: Located, form: Form): readonly Violation[] {
  const { node } = value;
  switch (form.kind) {
    case 'anything':
      return [];
    case 'string':
      if (node.type !== 'string') return [wrong(value, 'a string')];
      if (!form.pattern || form.pattern.test(stringValue(textOf(value)))) return [];
      return [wrong(value, `a string, ${form.says}`)];
    case 'integer':
      if (form.orNull && node.type === 'null') return [];
      return isCount(textOf(value))
        ? []
        : [wrong(value, form.orNull ? 'a whole number from 0, or null' : 'a whole number from 0')];
    case 'boolean':
      return node.type === 'boolean' ? [] : [wrong(value, 'true or false')];
    case 'literal':
      return form.texts.includes(textOf(value)) ? [] : [wrong(value, form.texts.join(' or '))];
    case 'lines':
      return linesViolations(value);
    case 'list':
      if (node.type !== 'array') return [wrong(value, 'a list')];
      return [
        ...node.items.flatMap((item, index) => violations(inside(value, item, index), form.items)),
        ...(form.unique ? repeated(value, node.items) : []),
      ];
    case 'object':
      if (node.type !== 'object') return [wrong(value, 'an object')];
      return fieldViolations(
        new Map(node.members.map((member) => [member.key, () => inside(value, member.value, member.key)])),
        value,
        form,
      );
    case 'variants': {
      if (node.type !== 'object') return [wrong(value, 'an object')];
      const member = memberOf(node, form.by);
      const variant = variantOf(member && inside(value, member.value, form.by), value, form);
      return 'message' in variant ? [variant] : variant.form ? violations(value, variant.form) : [];
    }
  }
}

type Variants = Extract<Form, { kind: 'variants' }>;
/** What holds a value, and how messages call it. */
type Holder = Pick<Located, 'path' | 'name'>;

/** The form of an object by the field that tells it; `form` is undefined for one that a newer minor may have. */
export function variantOf(
  field: Located | undefined,
  object: Holder,
  { by, forms, noun, others }: Variants,
): { readonly form: ObjectForm | undefined } | Violation {
  const names = Object.keys(forms).map((name) => `\`${name}\``);
  const wanted = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  if (!field)
    return { path: [...object.path, by], at: 'key', message: `${subject(object)}\`${by}\` is missing (${wanted})` };
  if (field.node.type !== 'string') return wrong(field, `a string (${wanted})`);
  const name = stringValue(textOf(field));
  const form = Object.hasOwn(forms, name) ? forms[name] : undefined;
  if (form || others) return { form };
  return {
    path: field.path,
    at: 'value',
    message: `${subject(object)}${quoted(name, 40)} is no ${noun} of nbformat 4 (${wanted})`,
  };
}

/** What in an object's fields is not of its form; of a key that stands twice, the last counts. */
export function fieldViolations(
  fields: ReadonlyMap<string, () => Located>,
  object: Holder,
  form: ObjectForm,
): readonly Violation[] {
  const whose = form.noun ? `, which ${form.noun} has to have` : '';
  const missing = form.required.filter((key) => !fields.has(key));
  return [
    ...missing.map((key) => ({
      path: [...object.path, key],
      at: 'key' as const,
      message: `${subject(object)}\`${key}\` is missing${whose}`,
    })),
    ...[...fields].flatMap(([key, field]) => {
      const own = fieldForm(form, key);
      if (own.kind === 'anything') return [];
      return own.kind === 'none' ? [unexpected(object, form, key)] : violations(field(), own);
    }),
  ];
}

const free: Form = { kind: 'anything' };

function fieldForm(form: ObjectForm, key: string): Form | { readonly kind: 'none' } {
  const own = Object.hasOwn(form.fields, key) ? form.fields[key] : undefined;
  return own ?? (form.free?.test(key) ? free : form.others);
}

function unexpected(object: Holder, form: ObjectForm, key: string): Violation {
  const message = `${subject(object)}${quoted(key, 40)} is no field of ${form.noun ?? 'this object'}`;
  return { path: [...object.path, key], at: 'key', message };
}

function subject({ name }: Holder): string {
  return name === '' ? '' : `${name}: `;
}

/** A value inside another, named by its key. */
export function inside(outer: Located, node: JsonNode, step: string | number): Located {
  const bare = outer.name.replace(/^`|`$/g, '');
  const inner =
    typeof step === 'number' ? `${bare}[${step}]` : bare === '' ? visible(step, 40) : `${bare}.${visible(step, 40)}`;
  return { raw: outer.raw, node, path: [...outer.path, step], name: `\`${inner.replaceAll('`', 'ˋ')}\`` };
}

function linesViolations(value: Located): readonly Violation[] {
  const { node } = value;
  if (node.type === 'string') return [];
  if (node.type !== 'array') return [wrong(value, 'a string or a list of strings')];
  return node.items.flatMap((item, index) =>
    item.type === 'string' ? [] : [wrong(inside(value, item, index), 'a string')],
  );
}

function repeated(value: Located, items: readonly JsonNode[]): readonly Violation[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const text = value.raw.slice(item.start, item.end);
    if (!seen.has(text)) {
      seen.add(text);
      return [];
    }
    const { path, name } = inside(value, item, index);
    return [{ path, at: 'value' as const, message: `${name} repeats ${quoted(text, 40)}` }];
  });
}

function wrong(value: Located, wanted: string): Violation {
  const name = value.name === '' ? 'the cell' : value.name;
  return { path: value.path, at: 'value', message: `${name} has to be ${wanted}, found ${found(value)}` };
}

function found(value: Located): string {
  const { type } = value.node;
  return type === 'object' || type === 'array' ? typeNames[type] : visible(textOf(value), 40);
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

function isCount(raw: string): boolean {
  return /^\d+$/.test(raw);
}

function textOf({ raw, node }: Located): string {
  return raw.slice(node.start, node.end);
}

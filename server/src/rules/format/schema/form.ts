/** What a JSON value may be. */
export type Form =
  | { readonly kind: 'anything' }
  | { readonly kind: 'string'; readonly pattern?: RegExp; readonly says?: string }
  | { readonly kind: 'integer'; readonly orNull?: true }
  | { readonly kind: 'boolean' }
  /** One of these JSON texts. */
  | { readonly kind: 'literal'; readonly texts: readonly string[] }
  /** A text: one string, or a list of its lines. */
  | { readonly kind: 'lines' }
  | { readonly kind: 'list'; readonly items: Form; readonly unique?: true }
  | ObjectForm
  /** An object whose other fields depend on what one of them says. */
  | {
      readonly kind: 'variants';
      readonly by: string;
      readonly noun: string;
      readonly forms: Readonly<Record<string, ObjectForm>>;
      readonly others: boolean;
    };

export interface ObjectForm {
  readonly kind: 'object';
  readonly fields: Readonly<Record<string, Form>>;
  readonly required: readonly string[];
  /** What other fields may be; `none` where there may be none. */
  readonly others: Form | Nothing;
  /** Names of other fields that may be anything. */
  readonly free?: RegExp;
  /** Names of fields that a later nbformat has, and which one. */
  readonly later?: Readonly<Record<string, string>>;
  /** What the object is, for messages: "a Markdown cell". */
  readonly noun?: string;
}

/** No value at all. */
export interface Nothing {
  readonly kind: 'none';
}

export const none: Nothing = { kind: 'none' };
export const anything: Form = { kind: 'anything' };
export const text: Form = { kind: 'string' };
export const lines: Form = { kind: 'lines' };
export const boolean: Form = { kind: 'boolean' };

/** An object in which other fields are allowed. */
export function open(fields: Readonly<Record<string, Form>>, required: readonly string[] = []): ObjectForm {
  return { kind: 'object', fields, required, others: anything };
}

/** An object in which other fields are not allowed, unless `others` says so. */
export function closed(
  noun: string,
  fields: Readonly<Record<string, Form>>,
  others: Form | Nothing,
  optional: readonly string[] = [],
): ObjectForm {
  const required = Object.keys(fields).filter((key) => !optional.includes(key));
  return { kind: 'object', noun, fields, required, others };
}

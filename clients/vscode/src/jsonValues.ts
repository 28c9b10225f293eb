import type { JsonPath } from 'nbproject-protocol';

type JsonLikeObject = { readonly [key: string]: unknown };

/** The object with a value put at a path in it; objects on the way are copied, or made where there are none. */
export function withValue(holder: JsonLikeObject, [step, ...rest]: JsonPath, value: unknown): JsonLikeObject {
  if (step === undefined) return holder;
  return { ...holder, [step]: rest.length === 0 ? value : withValue(asObject(holder[step]), rest, value) };
}

/** The object without the key that a path ends at; the same object where the path leads nowhere. */
export function withoutValue(holder: JsonLikeObject, [step, ...rest]: JsonPath): JsonLikeObject {
  if (step === undefined || !Object.hasOwn(holder, step)) return holder;
  if (rest.length > 0) return { ...holder, [step]: withoutValue(asObject(holder[step]), rest) };
  const { [step]: _, ...others } = holder;
  return others;
}

function asObject(value: unknown): JsonLikeObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonLikeObject) : {};
}

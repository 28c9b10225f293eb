import type { JsonObject, JsonValue } from 'nbproject-protocol';

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: JsonValue | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** The text that an object has under a key; undefined where there is none, or an empty one. */
export function textAt(holder: JsonValue | undefined, key: string): string | undefined {
  const value = asObject(holder)?.[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

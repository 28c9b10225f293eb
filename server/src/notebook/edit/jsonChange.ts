import type { JsonObject, JsonPath, JsonValue } from 'nbproject-protocol';
import { isObject } from '../json/values.ts';

/** The object with the value at a path set; objects that the path needs are made, and replace what is none. */
export function withValueAt(object: JsonObject, path: JsonPath, value: JsonValue): JsonValue {
  return set(object, path, value);
}

/** The object without what is at a path; the same object when there is nothing. */
export function withoutValueAt(object: JsonObject, path: JsonPath): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return {};
  const inside = object[key];
  if (inside === undefined || !Object.hasOwn(object, key)) return object;
  if (rest.length > 0) return isObject(inside) ? withEntry(object, key, withoutValueAt(inside, rest)) : object;
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== String(key)));
}

function set(target: JsonValue | undefined, path: JsonPath, value: JsonValue): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(target) && typeof key === 'number' && key >= 0 && key <= target.length) {
    return [...target.slice(0, key), set(target[key], rest, value), ...target.slice(key + 1)];
  }
  const object = isObject(target) ? target : {};
  return withEntry(object, key, set(Object.hasOwn(object, key) ? object[key] : undefined, rest, value));
}

/** Not by spreading into a literal: `__proto__` is a key like any other in a notebook. */
function withEntry(object: JsonObject, key: string | number, value: JsonValue): JsonObject {
  const entries = Object.entries(object);
  const index = entries.findIndex(([name]) => name === String(key));
  const entry: [string, JsonValue] = [String(key), value];
  return Object.fromEntries(index < 0 ? [...entries, entry] : entries.with(index, entry));
}

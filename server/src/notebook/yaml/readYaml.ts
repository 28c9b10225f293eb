import type { JsonObject, JsonValue } from 'nbproject-protocol';
import { parse } from 'yaml';
import { isObject } from '../json/values.ts';

/** Longer YAML is not read, in UTF-16 code units. */
const maxYamlLength = 200_000;

/** What YAML 1.1 says, which jupytext writes; empty where it is none, no mapping, or too long. */
export function readYaml(text: string): JsonObject {
  if (text.length > maxYamlLength) return {};
  try {
    const value: unknown = parse(text, { version: '1.1', logLevel: 'silent', uniqueKeys: false, maxAliasCount: 10 });
    const json: JsonValue | undefined = value === undefined ? undefined : JSON.parse(JSON.stringify(value));
    return isObject(json) ? json : {};
  } catch {
    return {};
  }
}

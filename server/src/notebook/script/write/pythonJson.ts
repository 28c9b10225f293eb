import type { JsonValue } from 'nbproject-protocol';
import { isObject } from '../../json/values.ts';

/** JSON as Python's `json.dumps` writes it, and jupytext with it: with blanks behind commas and colons, in ASCII. */
export function pythonJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (isObject(value)) {
    const members = Object.entries(value).map(([key, one]) => `${pythonJson(key)}: ${pythonJson(one)}`);
    return `{${members.join(', ')}}`;
  }
  return JSON.stringify(value).replace(/[^\0-\x7f]/g, escaped);
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

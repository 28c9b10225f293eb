import { JsonText } from '../json/jsonText.ts';
import { type JsonScanner, maxDepth } from '../json/scanner.ts';
import { lastNamed, stringValue } from '../json/tree.ts';
import type { JsonMember } from '../model.ts';

/** A member of a JSON object and where it lies, in UTF-16 code units from the start of what holds it. */
export interface Field extends JsonMember {
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Where the value begins; it ends `value.raw.length` later. */
  readonly start: number;
}

export function fieldEnd(field: Field): number {
  return field.start + field.value.raw.length;
}

export function shifted(field: Field, by: number): Field {
  return { ...field, keyStart: field.keyStart + by, keyEnd: field.keyEnd + by, start: field.start + by };
}

/** The member that counts for a key: the last of that name, as in Python and JavaScript. */
export function fieldOf(fields: readonly Field[] | undefined, key: string): Field | undefined {
  return fields && lastNamed(fields, key);
}

/**
 * Passes over the object whose brace is at the scanner's position, and calls `readValue` where each value begins, which has to pass it.
 * False when the text is no JSON; what came before has been seen.
 */
export function scanMembers(
  scanner: JsonScanner,
  readValue: (key: string, keyStart: number, keyEnd: number) => boolean,
): boolean {
  scanner.position++;
  if (scanner.peek() === 125) {
    scanner.position++;
    return true;
  }
  let expected: 'key' | 'key-or-end' = 'key-or-end';
  for (;;) {
    scanner.peek();
    const keyStart = scanner.position;
    if (scanner.text.charCodeAt(keyStart) !== 34) return scanner.fail(expected);
    if (!scanner.skipString()) return false;
    const keyEnd = scanner.position;
    if (scanner.peek() !== 58) return scanner.fail('colon');
    scanner.position++;
    if (!readValue(stringValue(scanner.text.slice(keyStart, keyEnd)), keyStart, keyEnd)) return false;
    const next = scanner.peek();
    if (next !== 44 && next !== 125) return scanner.fail('comma-or-brace');
    scanner.position++;
    if (next === 125) return true;
    expected = 'key';
  }
}

/** Reads the value at the scanner's position; `base` is where what holds it begins. Undefined when the text is no JSON. */
export function readField(
  scanner: JsonScanner,
  depth: number,
  base: number,
  key: string,
  keyStart: number,
  keyEnd: number,
): Field | undefined {
  scanner.peek();
  const start = scanner.position;
  if (!scanner.skipValue(depth)) return undefined;
  const value = new JsonText(scanner.text.slice(start, scanner.position), scanner.depthReached > maxDepth);
  return { key, keyStart: keyStart - base, keyEnd: keyEnd - base, start: start - base, value };
}

import type { JsonPath, JsonValue } from 'nbproject-protocol';
import type { JsonText } from '../notebook/json/jsonText.ts';

/** A text of an output: one string or, joined, the lines of a list. */
export interface OutputText {
  readonly text: string;
  /** Where each of its strings begins, in the text and in the cell. */
  readonly strings: readonly { readonly start: number; readonly path: JsonPath }[];
}

/** What a reader of the outputs reads: streams, plain text, errors and their tracebacks. No pictures, and nothing encoded. */
export function textsOf(outputs: JsonText): readonly OutputText[] {
  // A look at the text spares most outputs, pictures above all, the reading.
  if (!/"(?:text|text\/plain|traceback|evalue)"/.test(outputs.raw)) return [];
  const list = outputs.value();
  if (!Array.isArray(list)) return [];
  return list.flatMap((output: JsonValue, index) => {
    const path = ['outputs', index];
    return [
      textAt(output, [...path, 'text']),
      textAt(memberOf(output, 'data'), [...path, 'data', 'text/plain']),
      textAt(output, [...path, 'evalue']),
      textAt(output, [...path, 'traceback']),
    ].flatMap((text) => (text ? withoutColours(text) : []));
  });
}

function textAt(holder: JsonValue | undefined, path: JsonPath): OutputText | undefined {
  const key = path.at(-1);
  const value = typeof key === 'string' ? memberOf(holder, key) : undefined;
  if (typeof value === 'string') return { text: value, strings: [{ start: 0, path }] };
  if (!Array.isArray(value)) return undefined;
  let text = '';
  const strings = value.flatMap((line: JsonValue, index) => {
    if (typeof line !== 'string') return [];
    const start = text.length;
    // The entries of a traceback are whole lines without their ends.
    text += key === 'traceback' ? `${line}\n` : line;
    return [{ start, path: [...path, index] }];
  });
  return { text, strings };
}

/** Colours end in a letter, which hides the beginning of a word behind it. Offsets stay. */
function withoutColours({ text, strings }: OutputText): OutputText {
  return { text: text.replace(/\u001b\[[0-9;]*m/g, (colour) => ' '.repeat(colour.length)), strings };
}

function memberOf(holder: JsonValue | undefined, key: string): JsonValue | undefined {
  const isObject = typeof holder === 'object' && holder !== null && !Array.isArray(holder);
  return isObject && Object.hasOwn(holder, key) ? (holder as { readonly [key: string]: JsonValue })[key] : undefined;
}

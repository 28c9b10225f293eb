import type { JsonText } from '../notebook/json/jsonText.ts';
import { type JsonNode, memberOf, stringValue } from '../notebook/json/tree.ts';
import type { Cell } from '../notebook/model.ts';

/** What rules ask of one output; the rest of it stays text. */
export interface StoredOutput {
  readonly type: string | undefined;
  /** Of a stream: `stdout` or `stderr`. */
  readonly name: string | undefined;
  /** Of an error: the exception and its message. */
  readonly exception: { readonly name: string; readonly message: string } | undefined;
  /** As written in the file, in UTF-16 code units. */
  readonly length: number;
}

/** The outputs of a cell; empty where the view cannot tell. Looked into once as long as their text stays the same. */
export function storedOutputs({ outputs }: Cell): readonly StoredOutput[] {
  const json = outputs?.json;
  if (json?.type !== 'array') return [];
  const known = knownOutputs.get(json);
  if (known) return known;
  const tree = json.tree();
  const stored = tree.type === 'array' ? tree.items.map((item) => storedOutput(json.raw, item)) : [];
  knownOutputs.set(json, stored);
  return stored;
}

const knownOutputs = new WeakMap<JsonText, readonly StoredOutput[]>();

function storedOutput(raw: string, output: JsonNode): StoredOutput {
  const text = (key: string): string | undefined => {
    const value = memberOf(output, key)?.value;
    return value?.type === 'string' ? stringValue(raw.slice(value.start, value.end)) : undefined;
  };
  const type = text('output_type');
  const exception = type === 'error' ? { name: text('ename') ?? '', message: text('evalue') ?? '' } : undefined;
  return { type, name: type === 'stream' ? text('name') : undefined, exception, length: output.end - output.start };
}

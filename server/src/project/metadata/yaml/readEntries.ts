import type { JsonValue } from 'nbproject-protocol';
import { type Document, isMap, isScalar, type Node, type Pair } from 'yaml';
import { isObject } from '../../../notebook/json/values.ts';
import { quoted } from '../../../notebook/untrusted.ts';
import { keyOf } from '../../../notebook/yaml/editMap.ts';
import type { Entries, Entry } from '../entry.ts';

/** What a document says of each notebook; of a key that stands twice the last one counts. A sentence's end for what is no list of notebooks. */
export function entriesOf(document: Document.Parsed): { readonly entries: Entries } | { readonly problem: string } {
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) return { entries: new Map() };
  if (!isMap(contents)) return { problem: 'it has to be an object, one notebook under each id' };
  const entries = new Map<string, Entry>();
  for (const pair of contents.items as Pair<Node, Node | null>[]) {
    const id = keyOf(pair);
    const entry = jsonOf(document, pair.value);
    if (entry === undefined) return { problem: `what is under ${quoted(id)} refers to other places too often` };
    if (entry !== null && !isObject(entry)) return { problem: `what is under ${quoted(id)} has to be an object` };
    entries.set(id, withVersionsAsWritten(entry ?? {}, pair.value));
  }
  return { entries };
}

/** So many references to what stands elsewhere may be followed for one notebook. */
const maxAliases = 100;

function jsonOf(document: Document.Parsed, node: Node | null): JsonValue | undefined {
  try {
    // What JSON has no word for, such as `.nan`, becomes null, as in nbproject.
    return node ? JSON.parse(JSON.stringify(node.toJS(document, { maxAliasCount: maxAliases }))) : null;
  } catch {
    return undefined;
  }
}

/** YAML reads `1.10` as the number 1.1. */
function withVersionsAsWritten(entry: Entry, node: Node | null): Entry {
  const packages = isMap(node) ? node.get('pypackage', true) : undefined;
  if (!isMap(packages)) return entry;
  const versions = (packages.items as Pair<Node, Node | null>[]).map((pair) => {
    const { value } = pair;
    if (!isScalar(value)) return [keyOf(pair), null] as const;
    return [keyOf(pair), value.value === null ? '' : (value.source ?? String(value.value))] as const;
  });
  return { ...entry, pypackage: Object.fromEntries(versions) };
}

import { parse } from '../../../notebook/yaml/parse.ts';
import type { Entries, Entry } from '../entry.ts';
import { editEntries } from './editEntries.ts';
import { entriesOf } from './readEntries.ts';

/** The text of nbproject_metadata.yml, read once. */
export interface ListedEntries {
  readonly entries: Entries;
  /** The text with other entries under these ids; undefined takes one away. A sentence's end where that cannot be done. */
  readonly edit: (
    changes: ReadonlyMap<string, Entry | undefined>,
  ) => { readonly text: string } | { readonly problem: string };
}

/** Reads the file as PyYAML's FullLoader does, YAML 1.1; a sentence's end for what cannot be read. Never throws. */
export function listedEntries(text: string): ListedEntries | { readonly problem: string } {
  const document = parse(text);
  if ('problem' in document) return document;
  const found = entriesOf(document);
  if ('problem' in found) return found;
  const { entries } = found;
  return { entries, edit: (changes) => editEntries(text, document, entries, changes) };
}

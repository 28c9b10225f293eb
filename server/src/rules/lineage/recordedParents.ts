import type { JsonValue } from 'nbproject-protocol';
import { asObject } from '../../notebook/json/values.ts';
import type { Notebook, Place } from '../../notebook/model.ts';
import { mostEntries } from '../../record/index.ts';
import { inNotebook } from '../place.ts';

interface RecordedParent {
  readonly id: string;
  readonly place: Place;
}

/** The ids that the record names as parents, each once, where they stand; of a list the first {@link mostEntries}. */
export function recordedParents({ metadata }: Notebook): readonly RecordedParent[] {
  const parent = asObject(metadata.nbproject)?.parent;
  const at = ['metadata', 'nbproject', 'parent'];
  const found = Array.isArray(parent)
    ? parent.slice(0, mostEntries).map((id, index) => ({ id, place: inNotebook([...at, index]) }))
    : [{ id: parent, place: inNotebook(at) }];
  const byId = new Map<string, RecordedParent>();
  for (const { id, place } of found)
    if (typeof id === 'string' && id !== '' && !byId.has(id)) byId.set(id, { id, place });
  return [...byId.values()];
}

/** The field with one more parent: the form that stands there is kept as far as it can be. Undefined where what stands there is no parent at all. */
export function withParent(parent: JsonValue | undefined, id: string): JsonValue | undefined {
  if (parent === undefined || parent === null || parent === '') return id;
  if (typeof parent === 'string') return parent === id ? parent : [parent, id];
  if (!Array.isArray(parent)) return undefined;
  return parent.includes(id) ? parent : [...parent, id];
}

/** The field for these parents and no others, in the form that stands there where it can be: null for none, a text for one, else a list. */
export function parentField(ids: readonly string[], present: JsonValue | undefined): JsonValue {
  const [first, ...more] = new Set(ids);
  if (first === undefined) return null;
  return more.length === 0 && !Array.isArray(present) ? first : [first, ...more];
}

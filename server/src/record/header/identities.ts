import type { Identity, JsonObject, JsonValue } from 'nbproject-protocol';
import { gathered } from '../../incremental/gathered.ts';
import { asObject } from '../../notebook/json/values.ts';
import type { Cell, Notebook } from '../../notebook/model.ts';

/** What else identifies the notebook, as other tools left it in its metadata and cells; their names for it, unchecked. */
export function identitiesOf(notebook: Notebook): readonly Identity[] {
  const { colab, deepnote_notebook_id: deepnote } = notebook.metadata;
  return [
    ...colabValues(asObject(colab) ?? {}).map((value) => ({ source: 'colab', value }) as const),
    ...texts([deepnote]).map((value) => ({ source: 'deepnote', value }) as const),
    ...laminUids(notebook.cells).map((value) => ({ source: 'lamindb', value }) as const),
  ];
}

/** The ids of the files that it was made from, the tag of its author, and its name. */
function colabValues({ provenance, authorship_tag, name }: JsonObject): string[] {
  const origins: readonly JsonValue[] = Array.isArray(provenance) ? provenance : [];
  return texts([...origins.map((origin) => asObject(origin)?.file_id), authorship_tag, name]);
}

/** The uid that `ln.track("…")` names: 12 characters, or 16 with its revision. */
const laminUids = gathered(
  ({ type, source }: Cell) =>
    type === 'code' && source.includes('.track(') ? [...source.matchAll(trackCall)].map((match) => match[1] ?? '') : [],
  (uids) => [...new Set(uids.flat())],
);

const trackCall =
  /^[ \t]*(?:\w+[ \t]*=[ \t]*)?(?:ln|lamindb)\.track\(\s*(?:(?:transform|uid)\s*=\s*)?["']([0-9A-Za-z]{12,20})["']/gm;

function texts(values: readonly (JsonValue | undefined)[]): string[] {
  return values.filter((value): value is string => typeof value === 'string' && value.trim() !== '');
}

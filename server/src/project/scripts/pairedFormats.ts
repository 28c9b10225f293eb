import type { JsonValue } from 'nbproject-protocol';
import { isScriptExtension } from '../../notebook/index.ts';
import { isObject } from '../../notebook/json/values.ts';

/** Where one of several paired files lies, and in which format: an entry of jupytext's `formats` (its documentation, "Paired notebooks"). */
export interface PairedFormat {
  /** Of the file, with its dot. `.auto` is that of the notebook's language. */
  readonly extension: string;
  /** `percent` and the like; undefined where the entry does not say. */
  readonly name: string | undefined;
  /** What stands before the notebook's own name, folders too: `nb_`, `notebooks/`, `notebooks//`. */
  readonly prefix: string;
  /** What stands between the notebook's own name and the extension: `.pct`. */
  readonly suffix: string;
}

/** Reads `notebooks///ipynb,scripts///py:percent`; undefined where an entry is none of jupytext's, for which it refuses them all. */
export function readPairedFormats(written: string): readonly PairedFormat[] | undefined {
  const entries = written.split(',').flatMap((entry) => (entry.trim() === '' ? [] : [readEntry(entry.trim())]));
  return entries.length > 0 && entries.every((entry) => entry !== undefined) ? entries : undefined;
}

/**
 * The groups of formats that a configuration of jupytext has: as a text with semicolons between them, as a table from prefixes to formats, or
 * as a list of either. What is none of these is left out.
 */
export function readFormatGroups(formats: JsonValue | undefined): readonly (readonly PairedFormat[])[] {
  const listed = Array.isArray(formats) ? formats : typeof formats === 'string' ? formats.split(';') : [formats];
  return listed.flatMap((group: JsonValue | undefined) => {
    const written = isObject(group) ? Object.entries(group).map(withPrefix).join(',') : group;
    const read = typeof written === 'string' ? readPairedFormats(written) : undefined;
    return read ? [read] : [];
  });
}

const commonNames: Readonly<Record<string, string>> = {
  notebook: 'ipynb',
  rmarkdown: 'Rmd',
  quarto: 'qmd',
  marimo: 'py',
  markdown: 'md',
  script: 'auto',
  'c++': 'cpp',
  myst: 'md:myst',
  pandoc: 'md:pandoc',
};

function readEntry(entry: string): PairedFormat | undefined {
  const usual = commonNames[entry.toLowerCase()] ?? entry;
  const slash = usual.lastIndexOf('/');
  const prefix = slash > 0 ? usual.slice(0, slash) : '';
  const rest = slash > 0 ? usual.slice(slash + 1) : usual;
  const colon = rest.lastIndexOf(':');
  const written = colon < 0 ? rest : rest.slice(0, colon);
  const name = colon < 0 ? undefined : rest.slice(colon + 1);
  const dot = written.lastIndexOf('.');
  const extension = `.${written.slice(dot + 1)}`;
  const isKnown = ['.ipynb', '.auto'].includes(extension) || isScriptExtension(extension);
  if (!isKnown) return undefined;
  return { extension, name, prefix, suffix: dot > 0 ? written.slice(0, dot) : '' };
}

function withPrefix([prefix, format]: readonly [string, JsonValue]): string {
  return prefix === '' ? String(format) : `${prefix.replace(/\/$/, '')}///${format}`;
}

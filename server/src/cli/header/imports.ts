import type { JsonObject, JsonValue } from 'nbproject-protocol';
import type { Notebook } from '../../notebook/index.ts';
import { importsOf, loadPython } from '../../python/index.ts';

/** The third-party modules that a notebook imports, sorted; none for a notebook in another language. */
export async function thirdPartyImports({ cells, metadata }: Notebook): Promise<readonly string[]> {
  if (!isPython(metadata)) return [];
  const python = await loadPython();
  const read = cells.filter(({ type }) => type === 'code').map(({ source }) => python.readCell(source));
  return importsOf(read, versionOf(metadata)).thirdParty;
}

/** A notebook that names no language is taken for Python. */
function isPython({ language_info: language, kernelspec: kernel }: JsonObject): boolean {
  const name = textIn(language, 'name') ?? textIn(kernel, 'language') ?? textIn(kernel, 'name');
  return name === undefined || /^(?:i?python|conda|pyodide)/i.test(name);
}

function versionOf({ language_info: language }: JsonObject): string | undefined {
  return /^3\.\d+/.exec(textIn(language, 'version') ?? '')?.[0];
}

function textIn(value: JsonValue | undefined, key: string): string | undefined {
  const object = value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {};
  const text = object[key];
  return typeof text === 'string' && text !== '' ? text : undefined;
}
